package dev.penstock.http.management.providerconfig;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

/** A provider config as it is shown. The contract knows no null here: a limit that was never set is left out. */
@JsonInclude(Include.NON_NULL)
record ProviderConfigAnswerJson(
        String id,
        String gatewayId,
        String providerSlug,
        String alias,
        boolean defaultConfig,
        @Nullable Long rateLimit,
        @Nullable Long rateLimitPeriod,
        String secretId,
        String secretPreview,
        String modifiedAt) {}
