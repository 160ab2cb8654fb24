package dev.penstock.http.management.customprovider;

import dev.penstock.domain.customprovider.CustomProvider;
import dev.penstock.domain.customprovider.CustomProviderDraft;
import dev.penstock.domain.customprovider.ExtraHeaders;
import dev.penstock.domain.customprovider.Presentation;
import dev.penstock.domain.customprovider.Reach;
import dev.penstock.domain.validation.Given;
import dev.penstock.http.management.edge.Wire;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.ReportingPolicy;

/** Between custom providers and their wire shapes. Checks nothing. */
@Mapper(unmappedTargetPolicy = ReportingPolicy.ERROR)
interface CustomProviderJsonMapper {
    /**
     * A draft of what was sent.
     *
     * @param headers what the JSON text of the headers says
     */
    default CustomProviderDraft draft(CustomProviderJson json, Given<Map<String, String>> headers) {
        return new CustomProviderDraft(
                new Reach.Draft(json.slug(), json.baseUrl(), headers, json.enable()), presentation(json));
    }

    Presentation.Draft presentation(CustomProviderJson json);

    @Mapping(target = "accountId", source = "account.value")
    @Mapping(target = "accountTag", source = "account.value")
    @Mapping(target = "id", source = "id.value")
    @Mapping(target = "slug", source = "reach.slug.value")
    @Mapping(target = "baseUrl", source = "reach.baseUrl.text")
    @Mapping(target = "enable", source = "reach.enabled")
    @Mapping(target = "headers", source = "reach.headers")
    @Mapping(target = "name", source = "presentation.name")
    @Mapping(target = "beta", source = "presentation.beta")
    @Mapping(target = "position", source = "presentation.position")
    @Mapping(target = "description", source = "presentation.description")
    @Mapping(target = "link", source = "presentation.link")
    @Mapping(target = "logo", source = "presentation.logo")
    @Mapping(target = "curlExample", source = "presentation.curlExample")
    @Mapping(target = "jsExample", source = "presentation.jsExample")
    CustomProviderAnswerJson json(CustomProvider provider);

    /** Who may manage a provider may see what was put into its headers. */
    default @Nullable String headers(ExtraHeaders headers) {
        if (headers.values().isEmpty()) {
            return null;
        }
        Map<String, String> revealed = new LinkedHashMap<>();
        headers.values().forEach((name, value) -> revealed.put(name, value.reveal()));
        return Wire.text(revealed);
    }

    default String time(Instant instant) {
        return Wire.time(instant);
    }
}
