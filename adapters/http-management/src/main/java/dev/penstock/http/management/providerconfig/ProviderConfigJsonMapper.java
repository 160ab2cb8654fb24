package dev.penstock.http.management.providerconfig;

import dev.penstock.domain.account.Secret;
import dev.penstock.domain.providerconfig.CallLimit;
import dev.penstock.domain.providerconfig.ProviderConfig;
import dev.penstock.domain.providerconfig.ProviderConfigDraft;
import dev.penstock.domain.providerconfig.SecretDraft;
import dev.penstock.domain.providerconfig.StoredSecret;
import dev.penstock.http.management.edge.Wire;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.ReportingPolicy;

/** Between provider configs and the shapes in which they are sent and shown. Checks nothing. */
@Mapper(unmappedTargetPolicy = ReportingPolicy.ERROR)
interface ProviderConfigJsonMapper {
    @Mapping(target = "limit", source = "json")
    ProviderConfigDraft draft(ProviderConfigJson json);

    CallLimit.Draft limit(ProviderConfigJson json);

    SecretDraft rotation(SecretJson json);

    default @Nullable Secret secret(@Nullable String sent) {
        return sent == null ? null : new Secret(sent);
    }

    @Mapping(target = "id", source = "key.id")
    @Mapping(target = "gatewayId", source = "key.gateway.gateway.value")
    @Mapping(target = "providerSlug", source = "provider.slug")
    @Mapping(target = "alias", source = "alias.value")
    @Mapping(target = "defaultConfig", source = "isDefault")
    @Mapping(target = "rateLimit", source = "limit.calls")
    @Mapping(target = "rateLimitPeriod", source = "limit")
    @Mapping(target = "secretId", source = "secret.id.value")
    @Mapping(target = "secretPreview", source = "secret")
    ProviderConfigAnswerJson json(ProviderConfig config);

    default String preview(StoredSecret secret) {
        return secret.preview();
    }

    default @Nullable Long period(CallLimit limit) {
        boolean told = limit.calls() != null || limit.chosenPeriod() != null;
        return told ? limit.period().toSeconds() : null;
    }

    default String time(Instant instant) {
        return Wire.time(instant);
    }
}
