package dev.penstock.storage.sql;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.customprovider.CustomProvider;
import dev.penstock.domain.customprovider.CustomProviderId;
import dev.penstock.domain.customprovider.CustomSlug;
import dev.penstock.domain.customprovider.ExtraHeaders;
import dev.penstock.domain.customprovider.Presentation;
import dev.penstock.domain.customprovider.ProviderUrl;
import dev.penstock.domain.customprovider.Reach;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A custom provider as it is kept: what is searched for in columns, the rest in documents. Holds secrets, so it never prints. */
record CustomProviderRow(
        String account,
        String id,
        Sought sought,
        long createdAt,
        long modifiedAt,
        String document,
        @Nullable String headers) {
    /** What lists ask for. */
    record Sought(String slug, String name, boolean enable, boolean beta) {}

    /** What nobody searches for. */
    record Document(
            String baseUrl,
            @Nullable Integer position,
            @Nullable String description,
            @Nullable String link,
            @Nullable String logo,
            @Nullable String curlExample,
            @Nullable String jsExample) {}

    static CustomProviderRow of(CustomProvider provider, Sealer sealer) {
        Presentation shown = provider.presentation();
        Document document = new Document(
                provider.reach().baseUrl().text(),
                shown.position(),
                shown.description(),
                shown.link(),
                shown.logo(),
                shown.curlExample(),
                shown.jsExample());
        return new CustomProviderRow(
                provider.account().value(),
                provider.id().toString(),
                new Sought(
                        provider.slug().value(), shown.name(), provider.reach().enabled(), shown.beta()),
                provider.createdAt().toEpochMilli(),
                provider.modifiedAt().toEpochMilli(),
                JsonDocument.write(document, "custom provider " + provider.id()),
                sealed(provider, sealer));
    }

    CustomProvider provider(Sealer sealer) {
        CustomProviderId provider = new CustomProviderId(UUID.fromString(id));
        Document rest = JsonDocument.read(document, Document.class, "the row of custom provider " + id);
        return new CustomProvider(
                new AccountId(account),
                provider,
                new Reach(new CustomSlug(sought.slug), new ProviderUrl(rest.baseUrl), unsealed(sealer), sought.enable),
                new Presentation(
                        sought.name,
                        sought.beta,
                        rest.position,
                        rest.description,
                        rest.link,
                        rest.logo,
                        rest.curlExample,
                        rest.jsExample),
                Instant.ofEpochMilli(createdAt),
                Instant.ofEpochMilli(modifiedAt));
    }

    private static @Nullable String sealed(CustomProvider provider, Sealer sealer) {
        ExtraHeaders headers = provider.reach().headers();
        if (headers.values().isEmpty()) {
            return null;
        }
        Map<String, String> revealed = new LinkedHashMap<>();
        headers.values().forEach((name, value) -> revealed.put(name, value.reveal()));
        return sealer.seal(
                place(provider.account().value(), provider.id().toString()),
                JsonDocument.write(revealed, "headers of custom provider " + provider.id()));
    }

    private ExtraHeaders unsealed(Sealer sealer) {
        if (headers == null) {
            return ExtraHeaders.NONE;
        }
        Map<String, Secret> values = new LinkedHashMap<>();
        Map<?, ?> revealed = JsonDocument.read(
                sealer.unseal(place(account, id), headers), Map.class, "the headers of custom provider " + id);
        revealed.forEach((name, value) -> values.put(String.valueOf(name), new Secret(String.valueOf(value))));
        return new ExtraHeaders(values);
    }

    private static String place(String account, String id) {
        return "custom_provider/%s/%s/headers".formatted(account, id);
    }

    @Override
    public String toString() {
        return "CustomProviderRow[" + account + "/" + id + "]";
    }
}
