package dev.penstock.http.management.providerconfig;

import org.jspecify.annotations.Nullable;

/** A provider config as it is sent. */
record ProviderConfigJson(
        @Nullable String providerSlug,
        @Nullable String alias,
        @Nullable Boolean defaultConfig,
        @Nullable Long rateLimit,
        @Nullable Long rateLimitPeriod,
        @Nullable String secret,
        @Nullable String secretId) {
    /** Holds a secret in the clear. */
    @Override
    public String toString() {
        return "ProviderConfigJson[****]";
    }
}
