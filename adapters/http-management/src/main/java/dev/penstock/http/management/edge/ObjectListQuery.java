package dev.penstock.http.management.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.penstock.domain.validation.Path;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A list of filters in a query, in either encoding of the contract (management API, section 4): one JSON array, or dotted
 * names that repeat. In the dotted one nothing but the order says which parts belong together: a part that the filter at
 * hand already has begins the next one, and the values of one filter stand side by side.
 */
final class ObjectListQuery {
    private static final String VALUE = "value";

    private final ArrayNode list = JsonNodeFactory.instance.arrayNode();
    private @Nullable ObjectNode current;
    private String last = "";

    private ObjectListQuery() {}

    /** The list; null when the query has none. What cannot be read as a list is left for the schema to refuse. */
    static @Nullable JsonNode read(QueryString query, String name, Findings findings) {
        ObjectListQuery dotted = new ObjectListQuery();
        ArrayNode written = JsonNodeFactory.instance.arrayNode();
        for (QueryString.Pair pair : query.pairs()) {
            if (pair.name().startsWith(name + ".")) {
                dotted.take(pair.name().substring(name.length() + 1), pair.value());
            } else if (pair.name().equals(name)) {
                JsonNode json = json(pair.value(), Findings.QUERY.key(name), findings);
                if (!json.isContainerNode()) {
                    return json;
                }
                append(json, written);
            }
        }
        written.addAll(dotted.list);
        return written.isEmpty() ? null : written;
    }

    /** A repeated parameter may also hold one object each time. */
    private static void append(JsonNode json, ArrayNode list) {
        if (json.isArray()) {
            json.forEach(list::add);
        } else {
            list.add(json);
        }
    }

    private static JsonNode json(String text, Path at, Findings findings) {
        Findings reading = new Findings();
        JsonNode json = JsonText.read(text.getBytes(StandardCharsets.UTF_8), at, reading);
        if (json != null) {
            reading.addAllTo(findings);
            return json;
        }
        return TextNode.valueOf(text);
    }

    private void take(String part, String value) {
        if (part.equals(VALUE)) {
            takeValue(value);
        } else if (part.equals("key") || part.equals("operator")) {
            filterWithout(part).put(part, value);
        } else {
            return;
        }
        last = part;
    }

    private void takeValue(String value) {
        ObjectNode filter = last.equals(VALUE) && current != null ? current : filterWithout(VALUE);
        ArrayNode values = filter.withArray(VALUE);
        if (value.isEmpty()) {
            values.addNull();
        } else {
            values.add(value);
        }
    }

    private ObjectNode filterWithout(String part) {
        if (current == null || current.has(part)) {
            current = list.addObject();
        }
        return current;
    }
}
