package dev.penstock.storage.sql;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The document that a gateway's policies are kept as. Durations are milliseconds. What is null was never chosen, and is left
 * out. Between the policies and {@link PolicySecrets} secrets stand here in the clear, so none of these records may be printed.
 */
record PoliciesRow(
        Cache cache,
        RateLimit rateLimit,
        Retry retry,
        Log log,
        Access access,
        Content content,
        Export export,
        @Nullable SpendLimits spendLimits) {

    PoliciesRow with(Export next) {
        return new PoliciesRow(cache, rateLimit, retry, log, access, content, next, spendLimits);
    }

    record Cache(long timeToLive, boolean invalidateOnUpdate) {}

    record RateLimit(long requests, long interval, @Nullable String chosenTechnique) {}

    record Retry(
            @Nullable Integer maxAttempts,
            @Nullable Long delay,
            @Nullable String backoff) {}

    record Log(
            boolean collect,
            @Nullable Long limit,
            @Nullable String whenFull,
            @Nullable Boolean classification,
            @Nullable Boolean push,
            @Nullable String pushPublicKey) {}

    record Access(
            @Nullable Boolean authentication,
            @Nullable Boolean byokOnly,
            @Nullable Boolean zeroDataRetention,
            @Nullable String secretStore,
            String workersAiBilling) {}

    record Content(@Nullable Dlp dlp, @Nullable Guardrails guardrails) {}

    /** Either form: the newer one has rules, the older one an action and profiles. */
    record Dlp(
            boolean enabled,
            @Nullable String action,
            @Nullable List<String> profiles,
            @Nullable List<DlpRule> rules) {}

    record DlpRule(String id, boolean enabled, String action, List<String> checks, List<String> profiles) {}

    record Guardrails(Map<String, String> prompt, Map<String, String> response) {}

    record Export(@Nullable List<Otel> otel, @Nullable Stripe stripe) {}

    record Otel(
            String url,
            Map<String, String> headers,
            @Nullable String authorization,
            String encoding) {
        @Override
        public String toString() {
            return "Otel[" + url + "]";
        }
    }

    record Stripe(String authorization, List<String> payloads) {
        @Override
        public String toString() {
            return "Stripe[****]";
        }
    }

    record SpendLimits(boolean enabled, List<SpendRule> rules) {}

    record SpendRule(String id, boolean enabled, BigDecimal limit, long window, String technique, Scope scope) {}

    record Scope(@Nullable List<String> models, @Nullable List<String> providers, Map<String, Dimension> metadata) {}

    /** Without values, each value has a budget of its own. */
    record Dimension(@Nullable List<String> filter) {}
}
