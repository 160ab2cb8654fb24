package dev.penstock.http.management.route;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.domain.route.ElementDraft;
import dev.penstock.domain.route.ElementDraft.Properties;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads elements as people send them, in the newest names of the contract and in the older ones. What is of a wrong type,
 * which the document finds, counts as left out: so the rest can be looked at all the same.
 */
final class DrawingReader {
    private static final String OLDER_RATE = "rate_limit";

    private DrawingReader() {}

    static @Nullable List<ElementDraft> elements(@Nullable JsonNode sent) {
        if (sent == null || !sent.isArray()) {
            return null;
        }
        List<ElementDraft> elements = new ArrayList<>();
        sent.forEach(element -> elements.add(element(element)));
        return elements;
    }

    static @Nullable String text(@Nullable JsonNode sent) {
        return sent != null && sent.isTextual() ? sent.asText() : null;
    }

    private static ElementDraft element(JsonNode sent) {
        String written = text(sent.get("type"));
        String type = OLDER_RATE.equals(written) ? "rate" : written;
        JsonNode properties = sent.path("properties");
        return new ElementDraft(
                text(sent.get("id")),
                type,
                type == null || !properties.isObject() ? null : properties(type, properties),
                outputs(sent.path("outputs")));
    }

    private static @Nullable Properties properties(String type, JsonNode sent) {
        return switch (type) {
            case "conditional" -> new Properties.Conditions(plain(either(sent, "conditions", "condition")));
            case "percentage" -> new Properties.Percentage(text(sent.get("key")));
            case "rate" ->
                new Properties.Rate(
                        text(sent.get("limitType")),
                        text(sent.get("key")),
                        number(sent.get("limit")),
                        number(either(sent, "window", "interval")),
                        text(sent.get("technique")));
            case "model" ->
                new Properties.Model(
                        text(sent.get("provider")),
                        text(sent.get("model")),
                        number(sent.get("timeout")),
                        number(sent.get("retries")));
            default -> null;
        };
    }

    /** The newer name decides where both are there. */
    private static @Nullable JsonNode either(JsonNode sent, String name, String olderName) {
        return sent.has(name) ? sent.get(name) : sent.get(olderName);
    }

    static @Nullable BigDecimal number(@Nullable JsonNode sent) {
        return sent != null && sent.isNumber() ? sent.decimalValue() : null;
    }

    private static @Nullable Map<String, String> outputs(JsonNode sent) {
        if (!sent.isObject()) {
            return null;
        }
        Map<String, String> outputs = new LinkedHashMap<>();
        sent.properties()
                .forEach(output -> outputs.put(
                        output.getKey(), output.getValue().path("elementId").asText()));
        return outputs;
    }

    /** In plain types. */
    static @Nullable Object plain(@Nullable JsonNode sent) {
        if (sent == null || sent.isNull()) {
            return null;
        }
        if (sent.isObject()) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            sent.properties().forEach(member -> members.put(member.getKey(), plain(member.getValue())));
            return members;
        }
        if (sent.isArray()) {
            List<@Nullable Object> items = new ArrayList<>();
            sent.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (sent.isNumber()) {
            return sent.decimalValue();
        }
        return sent.isBoolean() ? (Object) sent.asBoolean() : sent.asText();
    }
}
