package dev.penstock.http.management.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A gateway as it is shown. What was never set is null; where the contract knows no null (switches, data loss prevention)
 * it is left out.
 */
record GatewayAnswerJson(
        String id,
        String accountId,
        String accountTag,
        String internalId,
        boolean isDefault,
        String createdAt,
        String modifiedAt,
        @JsonInclude(Include.NON_NULL) @Nullable Boolean authentication,
        @JsonInclude(Include.NON_NULL) @Nullable Boolean byokOnly,
        boolean cacheInvalidateOnUpdate,
        long cacheTtl,
        boolean collectLogs,
        @JsonInclude(Include.NON_NULL) @Nullable DlpJson dlp,
        @Nullable GuardrailsJson guardrails,
        @JsonInclude(Include.NON_NULL) @Nullable Boolean logClassification,
        @Nullable Long logManagement,
        @Nullable String logManagementStrategy,
        @JsonInclude(Include.NON_NULL) @Nullable Boolean logpush,
        @Nullable String logpushPublicKey,
        @Nullable List<OtelJson> otel,
        long rateLimitingInterval,
        long rateLimitingLimit,
        @Nullable String rateLimitingTechnique,
        @Nullable String retryBackoff,
        @Nullable Long retryDelay,
        @Nullable Integer retryMaxAttempts,
        @Nullable SpendLimitsJson spendLimits,
        @Nullable String storeId,
        @Nullable StripeJson stripe,
        String workersAiBillingMode,
        @JsonInclude(Include.NON_NULL) @Nullable Boolean zdr) {
    /** Some settings hold credentials. */
    @Override
    public String toString() {
        return "GatewayAnswerJson[" + accountId + "/" + id + "]";
    }
}
