package dev.penstock.http.management.gateway;

import dev.penstock.domain.validation.Given;
import java.util.List;

/** The settings of a gateway as they are sent; what was left out is not the same as null. */
record GatewayJson(
        Given<Boolean> authentication,
        Given<Boolean> byokOnly,
        Given<Boolean> cacheInvalidateOnUpdate,
        Given<Long> cacheTtl,
        Given<Boolean> collectLogs,
        Given<DlpJson> dlp,
        Given<GuardrailsJson> guardrails,
        Given<Boolean> logClassification,
        Given<Long> logManagement,
        Given<String> logManagementStrategy,
        Given<Boolean> logpush,
        Given<String> logpushPublicKey,
        Given<List<OtelJson>> otel,
        Given<Long> rateLimitingInterval,
        Given<Long> rateLimitingLimit,
        Given<String> rateLimitingTechnique,
        Given<String> retryBackoff,
        Given<Long> retryDelay,
        Given<Long> retryMaxAttempts,
        Given<SpendLimitsJson> spendLimits,
        Given<String> storeId,
        Given<StripeJson> stripe,
        Given<String> workersAiBillingMode,
        Given<Boolean> zdr) {}
