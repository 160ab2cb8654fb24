package dev.penstock.http.management.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Schema;
import dev.penstock.domain.validation.Path;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the document says about the input of one operation. All input is looked at before anybody hears what is wrong. */
final class InputRules {
    private static final int LONGEST_NUMBER = 64;

    private final List<Parameter> parameters;
    private final @Nullable Schema body;

    /**
     * One parameter.
     *
     * @param json whether its value is JSON rather than plain text
     * @param type the schema's type, which text is read as
     */
    record Parameter(
            String name,
            boolean inPath,
            boolean json,
            String type,
            @Nullable JsonNode preset,
            Schema schema) {}

    InputRules(List<Parameter> parameters, @Nullable Schema body) {
        this.parameters = List.copyOf(parameters);
        this.body = body;
    }

    /** Notes what is wrong with the parts of the path. */
    void checkParams(Map<String, String> params, Findings findings) {
        for (Parameter parameter : parameters) {
            String value = params.get(parameter.name);
            if (parameter.inPath && value != null) {
                check(parameter.schema, TextNode.valueOf(value), Findings.PARAMS.key(parameter.name), findings);
            }
        }
    }

    /** The query's values by name, read as their types, with presets; those that are wrong are noted and left out. */
    Map<String, JsonNode> readQuery(QueryString query, Findings findings) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            if (!parameter.inPath) {
                JsonNode value = value(parameter, query, findings);
                if (value != null) {
                    check(parameter.schema, value, Findings.QUERY.key(parameter.name), findings);
                    values.put(parameter.name, value);
                }
            }
        }
        values.entrySet()
                .removeIf(value -> !value.getValue().isArray() && findings.touch(Findings.QUERY.key(value.getKey())));
        return values;
    }

    /** The body as an object; an empty one when it is something else, which is noted. What is no JSON ends the request. */
    ObjectNode readBody(byte[] bytes, Findings findings) {
        if (body == null) {
            return Wire.object();
        }
        JsonNode tree = JsonText.read(bytes, Findings.BODY, findings);
        if (tree == null || findings.touch(Findings.BODY)) {
            // There is nothing that a closer look could be had at.
            findings.refuse();
            return Wire.object();
        }
        check(body, tree, Findings.BODY, findings);
        return tree instanceof ObjectNode object ? object : Wire.object();
    }

    private static @Nullable JsonNode value(Parameter parameter, QueryString query, Findings findings) {
        if (parameter.json) {
            return ObjectListQuery.read(query, parameter.name, findings);
        }
        return query.value(parameter.name)
                .map(text -> coerce(text, parameter.type))
                .orElse(parameter.preset);
    }

    private static JsonNode coerce(String text, String type) {
        return switch (type) {
            case "integer", "number" -> number(text);
            case "boolean" -> flag(text);
            default -> TextNode.valueOf(text);
        };
    }

    private static JsonNode number(String text) {
        try {
            if (text.length() <= LONGEST_NUMBER && Double.isFinite(Double.parseDouble(text))) {
                return DecimalNode.valueOf(new BigDecimal(text));
            }
        } catch (NumberFormatException e) {
            // The schema says in the contract's words that this is text.
        }
        return TextNode.valueOf(text);
    }

    private static JsonNode flag(String text) {
        return switch (text) {
            case "true", "1" -> BooleanNode.TRUE;
            case "false", "0" -> BooleanNode.FALSE;
            default -> TextNode.valueOf(text);
        };
    }

    private static void check(Schema schema, JsonNode value, Path at, Findings findings) {
        SchemaWording.violations(schema.validate(value), at).forEach(findings::add);
    }
}
