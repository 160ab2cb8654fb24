package dev.penstock.domain.providerconfig;

import dev.penstock.domain.account.Secret;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violations;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A provider's key that a gateway holds, so that callers need none of their own. Times are whole milliseconds.
 *
 * @param isDefault whether it is used by requests that name no alias; at most one config of a provider is
 */
public record ProviderConfig(
        ProviderConfigKey key,
        ConfiguredProvider provider,
        KeyAlias alias,
        boolean isDefault,
        StoredSecret secret,
        CallLimit limit,
        Instant createdAt,
        Instant modifiedAt) {
    public ProviderConfig {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        modifiedAt = modifiedAt.truncatedTo(ChronoUnit.MILLIS);
        if (modifiedAt.isBefore(createdAt)) {
            throw new IllegalArgumentException("a provider config is not modified before it is created");
        }
    }

    /**
     * A new config from what a person sent, or everything that is wrong with it.
     *
     * @param secret finds or makes the secret that the draft speaks of; asked of a sound draft only
     */
    public static Validated<ProviderConfig> define(
            ProviderConfigKey key,
            ProviderConfigDraft draft,
            Supplier<StoredSecret> secret,
            ProviderCatalog catalog,
            Instant now) {
        Violations violations = new Violations();
        draft.check(catalog, violations);
        return violations.unlessAny(() -> new ProviderConfig(
                key,
                ConfiguredProvider.find(Objects.requireNonNull(draft.providerSlug()), catalog)
                        .orElseThrow(),
                new KeyAlias(Objects.requireNonNull(draft.alias())),
                Objects.requireNonNull(draft.defaultConfig()),
                secret.get(),
                draft.limit().limit(),
                now,
                now));
    }

    /** This config with a new value for its secret. */
    public ProviderConfig rotated(Secret value, Instant now) {
        StoredSecret next = new StoredSecret(secret.id(), value);
        return new ProviderConfig(key, provider, alias, isDefault, next, limit, createdAt, noEarlier(now));
    }

    /** This config after the secret that it shares was rotated through another one. */
    public ProviderConfig sharing(StoredSecret rotated) {
        return new ProviderConfig(key, provider, alias, isDefault, rotated, limit, createdAt, modifiedAt);
    }

    /** This config once another one has become its provider's default. */
    public ProviderConfig noLongerDefault(Instant now) {
        return new ProviderConfig(key, provider, alias, false, secret, limit, createdAt, noEarlier(now));
    }

    /** Whether both are for the same provider of the same gateway. */
    public boolean isBeside(ProviderConfig other) {
        return key.gateway().equals(other.key.gateway()) && provider.id().equals(other.provider.id());
    }

    private Instant noEarlier(Instant now) {
        return now.isBefore(createdAt) ? createdAt : now;
    }
}
