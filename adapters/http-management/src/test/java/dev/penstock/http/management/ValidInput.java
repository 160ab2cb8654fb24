package dev.penstock.http.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;

/** Makes up values that a schema of our document allows. */
final class ValidInput {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 6;
    private static final int MOST_ITEMS = 3;

    private final Random random;

    ValidInput(Random random) {
        this.random = random;
    }

    JsonNode of(JsonNode schema) {
        return of(schema, 0);
    }

    private JsonNode of(JsonNode schema, int depth) {
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("enum")) {
            return pick(schema.get("enum"));
        }
        for (String choice : List.of("anyOf", "oneOf")) {
            if (schema.has(choice)) {
                return of(pick(schema.get(choice)), depth);
            }
        }
        if (schema.has("$ref") || schema.has("allOf")) {
            return merged(schema, depth);
        }
        return switch (type(schema)) {
            case "null" -> JSON.nullNode();
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "integer" -> JSON.numberNode((long) number(schema));
            case "number" -> JSON.numberNode(BigDecimal.valueOf(number(schema)));
            case "array" -> array(schema, depth);
            case "object" -> object(schema, depth);
            default -> JSON.textNode(text(schema));
        };
    }

    private String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            String first = type.get(0).asText();
            return random.nextInt(4) > 0 ? first : pick(type).asText();
        }
        return type.isMissingNode() && schema.has("properties") ? "object" : type.asText("string");
    }

    /** A schema that builds on others: the members of all of them. */
    private JsonNode merged(JsonNode schema, int depth) {
        List<JsonNode> parts = new ArrayList<>();
        if (schema.has("$ref")) {
            parts.add(of(OurDocument.description().resolve(schema), depth));
        }
        schema.path("allOf").forEach(part -> parts.add(of(part, depth)));
        if (schema.has("properties")) {
            parts.add(object(schema, depth));
        }
        if (parts.size() == 1) {
            return parts.get(0);
        }
        ObjectNode all = JSON.objectNode();
        parts.forEach(part -> part.properties().forEach(member -> all.set(member.getKey(), member.getValue())));
        return all;
    }

    private ObjectNode object(JsonNode schema, int depth) {
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        ObjectNode object = JSON.objectNode();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (required.contains(property.getKey()) || (depth < DEEPEST && random.nextInt(3) == 0)) {
                object.set(property.getKey(), of(property.getValue(), depth + 1));
            }
        }
        JsonNode others = schema.path("additionalProperties");
        if (others.isObject() && depth < DEEPEST) {
            object.set("k" + random.nextInt(9), of(others, depth + 1));
        }
        return object;
    }

    private ArrayNode array(JsonNode schema, int depth) {
        int least = schema.path("minItems").asInt(0);
        int most = Math.min(schema.path("maxItems").asInt(MOST_ITEMS), least + MOST_ITEMS);
        ArrayNode array = JSON.arrayNode();
        int size = least + (depth < DEEPEST ? random.nextInt(most - least + 1) : 0);
        for (int i = 0; i < size; i++) {
            array.add(of(schema.path("items"), depth + 1));
        }
        return array;
    }

    private double number(JsonNode schema) {
        double least =
                schema.path("minimum").asDouble(schema.path("exclusiveMinimum").asDouble(-1000) + 1);
        double most = schema.path("maximum").asDouble(Math.max(least, 0) + 1000);
        return switch (random.nextInt(4)) {
            case 0 -> least;
            case 1 -> most;
            default -> Math.floor(least + random.nextDouble() * Math.min(most - least, 10_000));
        };
    }

    private String text(JsonNode schema) {
        List<String> candidates = new ArrayList<>(
                switch (schema.path("format").asText()) {
                    case "uri" -> List.of("https://example.com/v1", "http://example.org:8080/a?b=c");
                    case "date-time" -> List.of("2026-01-01T00:00:00Z", "2026-11-21T12:00:00.5+01:00");
                    case "uuid" -> List.of(uuid());
                    default ->
                        List.of("n" + random.nextInt(100_000), uuid(), "openai", "a-1", "12", "1.2", "{}", "ä😀");
                });
        Pattern pattern = Pattern.compile(schema.path("pattern").asText(""));
        int least = schema.path("minLength").asInt(0);
        int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        candidates.replaceAll(text -> text + "x".repeat(Math.max(0, least - text.length())));
        candidates.removeIf(
                text -> text.length() > most || !pattern.matcher(text).find());
        return candidates.isEmpty() ? "x" : candidates.get(random.nextInt(candidates.size()));
    }

    private String uuid() {
        return new UUID((random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() >>> 2) | Long.MIN_VALUE)
                .toString();
    }

    private JsonNode pick(JsonNode list) {
        return list.get(random.nextInt(list.size()));
    }
}
