package dev.penstock.http.management;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Gateways as people send them. */
final class SampleGateways {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The five required settings, and nothing else. */
    static final String REQUIRED = """
            "rate_limiting_limit": 0, "rate_limiting_interval": 0, "collect_logs": true, "cache_ttl": 0,
            "cache_invalidate_on_update": false""";

    /** Every optional setting, none at its default. */
    static final String OPTIONAL = """
            {
              "authentication": true, "byok_only": true, "log_classification": true, "logpush": true, "zdr": true,
              "dlp": {"enabled": true, "policies": [
                  {"id": "p1", "enabled": true, "action": "BLOCK", "check": ["REQUEST", "RESPONSE"], "profiles": ["a"]}]},
              "guardrails": {"prompt": {"P1": "BLOCK", "S13": "FLAG"}, "response": {"S1": "FLAG"}},
              "log_management": 20000, "log_management_strategy": "DELETE_OLDEST",
              "logpush_public_key": "0123456789abcdef",
              "otel": [
                  {"url": "https://otel.invalid/v1", "headers": {"x-key": "k"}, "authorization": "a",
                   "content_type": "protobuf"}],
              "rate_limiting_technique": "sliding",
              "retry_backoff": "exponential", "retry_delay": 60000, "retry_max_attempts": 5,
              "spend_limits": {"enabled": true, "rules": [
                  {"id": "r1", "enabled": false, "limit": 12.5, "limitType": "cost", "window": 3600, "technique": "fixed",
                   "model": {"mode": "filter", "values": ["m"]}, "provider": {"mode": "filter", "values": ["p"]},
                   "metadata": {"team": {"mode": "partition"}, "tier": {"mode": "filter", "values": ["gold"]}}}]},
              "store_id": "store",
              "stripe": {"authorization": "sk", "usage_events": [{"payload": "{}"}]},
              "workers_ai_billing_mode": "unified"
            }""";

    static final List<String> NULLABLE = List.of(
            "guardrails",
            "log_management",
            "log_management_strategy",
            "logpush_public_key",
            "otel",
            "rate_limiting_technique",
            "retry_backoff",
            "retry_delay",
            "retry_max_attempts",
            "spend_limits",
            "store_id",
            "stripe");

    static final List<String> LEFT_OUT_WHEN_NEVER_SET =
            List.of("authentication", "byok_only", "dlp", "log_classification", "logpush", "zdr");

    private SampleGateways() {}

    static String gateway(String id) {
        return "{\"id\": \"%s\", %s}".formatted(id, REQUIRED);
    }

    static ObjectNode tree(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A gateway with no setting at its default. */
    static ObjectNode everySetting(String id) {
        ObjectNode all = tree(gateway(id));
        all.setAll(tree(OPTIONAL));
        all.put("cache_ttl", 60).put("rate_limiting_limit", 10).put("rate_limiting_interval", 30);
        all.put("cache_invalidate_on_update", true).put("collect_logs", false);
        return all;
    }
}
