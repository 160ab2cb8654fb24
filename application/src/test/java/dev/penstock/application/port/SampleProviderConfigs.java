package dev.penstock.application.port;

import dev.penstock.domain.account.Secret;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.ProviderAuth;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.provider.UpstreamRule;
import dev.penstock.domain.providerconfig.CallLimit;
import dev.penstock.domain.providerconfig.ProviderConfig;
import dev.penstock.domain.providerconfig.ProviderConfigDraft;
import dev.penstock.domain.providerconfig.ProviderConfigKey;
import dev.penstock.domain.providerconfig.SecretId;
import dev.penstock.domain.providerconfig.StoredSecret;
import dev.penstock.domain.validation.Validated;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Provider configs to try things with, and the providers that they are for. */
public final class SampleProviderConfigs {
    public static final GatewayAddress GATEWAY = SampleGateways.address("keys");
    public static final Instant CREATED = SampleGateways.CREATED;
    public static final ProviderCatalog CATALOG =
            new ProviderCatalog(List.of(provider("openai", "open-ai"), provider("anthropic", "claude")));

    /** What the samples' secrets begin with; it must never be printed. */
    public static final String CANARY = "sk-byok-canary-5e1c";

    private SampleProviderConfigs() {}

    private static Provider provider(String slug, String alias) {
        return new Provider(
                new ProviderId(slug),
                slug,
                List.of(alias),
                new ProviderAuth("Authorization", "Bearer {key}", List.of(), null),
                List.of(UpstreamRule.below("https://" + slug + ".invalid")),
                null,
                null);
    }

    public static ProviderConfigDraft draft(String slug, String alias, boolean isDefault) {
        return new ProviderConfigDraft(slug, alias, isDefault, CallLimit.Draft.NONE, new Secret(CANARY + alias), null);
    }

    /** One for OpenAI under this alias, as old as its alias says, with a secret of the same name. */
    public static ProviderConfig config(String alias) {
        return config(GATEWAY, draft("openai", alias, false), secret("secret-of-" + alias, CANARY + alias));
    }

    public static ProviderConfig config(GatewayAddress gateway, ProviderConfigDraft draft, StoredSecret secret) {
        UUID id = UUID.nameUUIDFromBytes(
                (gateway + "/" + draft.providerSlug() + "/" + draft.alias()).getBytes(StandardCharsets.UTF_8));
        return valid(ProviderConfig.define(new ProviderConfigKey(gateway, id), draft, () -> secret, CATALOG, CREATED));
    }

    public static StoredSecret secret(String id, @Nullable String value) {
        return new StoredSecret(new SecretId(id), value == null ? null : new Secret(value));
    }

    public static ProviderConfig valid(Validated<ProviderConfig> outcome) {
        return switch (outcome) {
            case Validated.Valid<ProviderConfig>(ProviderConfig config) -> config;
            case Validated.Invalid<ProviderConfig> invalid -> throw new AssertionError("not a sample: " + invalid);
        };
    }
}
