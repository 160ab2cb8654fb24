package dev.penstock.http.management.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what a schema found in the words that the contract's clients know, as the domain says them too. */
final class SchemaWording {
    private static final String ANYTHING_ELSE = "Invalid input";

    private SchemaWording() {}

    static List<Violation> violations(List<Error> errors, Path location) {
        Set<String> wrongTypes = errors.stream()
                .filter(error -> error.getKeyword().equals("type"))
                .map(error -> error.getInstanceLocation().toString())
                .collect(Collectors.toSet());
        List<Violation> violations = new ArrayList<>();
        for (Error error : errors) {
            // A value of another type is no member of an enumeration either; once is enough.
            boolean said = error.getKeyword().equals("enum")
                    && wrongTypes.contains(error.getInstanceLocation().toString());
            if (!said) {
                violations.add(new Violation(path(error, location), message(error)));
            }
        }
        return violations;
    }

    private static Path path(Error error, Path location) {
        Path path = location;
        for (int i = 0; i < error.getInstanceLocation().getNameCount(); i++) {
            Object element = error.getInstanceLocation().getElement(i);
            path = element instanceof Integer index ? path.index(index) : path.key(element.toString());
        }
        return error.getKeyword().equals("required") ? path.key(error.getProperty()) : path;
    }

    private static String message(Error error) {
        JsonNode rule = error.getSchemaNode();
        JsonNode value = error.getInstanceNode();
        return switch (error.getKeyword()) {
            case "required" -> "Required";
            case "type" -> type(rule, value);
            case "enum" -> enumeration(rule, value);
            case "minimum" -> "Number must be greater than or equal to " + rule.asText();
            case "exclusiveMinimum" -> "Number must be greater than " + rule.asText();
            case "maximum" -> "Number must be less than or equal to " + rule.asText();
            case "minLength" -> "String must contain at least %s character(s)".formatted(rule.asText());
            case "maxLength" -> "String must contain at most %s character(s)".formatted(rule.asText());
            case "minItems" -> "Array must contain at least %s element(s)".formatted(rule.asText());
            case "maxItems" -> "Array must contain at most %s element(s)".formatted(rule.asText());
            case "pattern" -> "Invalid";
            case "format" -> format(rule.asText());
            default -> ANYTHING_ELSE;
        };
    }

    private static String type(JsonNode rule, JsonNode value) {
        String wanted = wantedType(rule);
        if (wanted == null) {
            return ANYTHING_ELSE;
        }
        if (wanted.equals("integer")) {
            return value.isNumber() ? "Expected integer, received float" : "Expected number, received " + typeOf(value);
        }
        return "Expected %s, received %s".formatted(wanted, typeOf(value));
    }

    /** The one type beside null; null when there are several. */
    private static @Nullable String wantedType(JsonNode rule) {
        List<String> types = new ArrayList<>();
        if (rule.isArray()) {
            rule.forEach(type -> types.add(type.asText()));
            types.remove("null");
        } else {
            types.add(rule.asText());
        }
        return types.size() == 1 ? types.get(0) : null;
    }

    private static String typeOf(JsonNode value) {
        return value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static String enumeration(JsonNode rule, JsonNode value) {
        List<String> names = new ArrayList<>();
        rule.forEach(name -> {
            if (!name.isNull()) {
                names.add(name.isTextual() ? "'" + name.asText() + "'" : name.asText());
            }
        });
        String received = value.isTextual() ? "'" + value.asText() + "'" : value.asText();
        return "Invalid enum value. Expected %s, received %s".formatted(String.join(" | ", names), received);
    }

    private static String format(String format) {
        return switch (format) {
            case "uri" -> "Invalid url";
            case "date-time" -> "Invalid datetime";
            default -> ANYTHING_ELSE;
        };
    }
}
