package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes up the arguments of a tool call: a value of the right kind for each property of the tool's schema. */
final class ToolArguments {
    private ToolArguments() {}

    /** @param words what texts say */
    static ObjectNode of(JsonNode schema, String words) {
        ObjectNode arguments = Json.object();
        schema.path("properties")
                .properties()
                .forEach(property -> fill(arguments, property.getKey(), property.getValue(), words));
        return arguments;
    }

    private static void fill(ObjectNode arguments, String name, JsonNode schema, String words) {
        if (schema.path("enum").has(0)) {
            arguments.set(name, schema.path("enum").get(0));
            return;
        }
        switch (schema.path("type").asText()) {
            case "integer", "number" -> arguments.put(name, 1);
            case "boolean" -> arguments.put(name, true);
            case "array" -> arguments.putArray(name);
            case "object" -> arguments.set(name, of(schema, words));
            case "null" -> arguments.putNull(name);
            default -> arguments.put(name, words);
        }
    }
}
