package dev.penstock.http.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An OpenAPI document, asked about operations and schemas. */
final class Description {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode root;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

    Description(JsonNode root) {
        this.root = root;
    }

    /** Every operation, as {@code METHOD /path}. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .forEach(member ->
                                operations.add(member.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    /** An operation by its method and path. */
    JsonNode at(String operation) {
        String method = operation.substring(0, operation.indexOf(' ')).toLowerCase(Locale.ROOT);
        return pathOf(operation).path(method);
    }

    /** The parameters of an operation, its path's with them. */
    Stream<JsonNode> parameters(String operation) {
        return Stream.of(pathOf(operation), at(operation))
                .flatMap(place -> place.path("parameters").valueStream())
                .map(this::resolve);
    }

    private JsonNode pathOf(String operation) {
        return root.path("paths").path(operation.substring(operation.indexOf(' ') + 1));
    }

    /** The operation that an answer belongs to; a missing node when there is none. */
    JsonNode operation(Seen answer) {
        String path = answer.rawPath().replaceFirst("^/client/v4(?=/accounts/)", "");
        JsonNode best = root.path("nothing");
        int fewestNames = Integer.MAX_VALUE;
        for (Map.Entry<String, JsonNode> known : root.path("paths").properties()) {
            // Where a literal and a name both fit, the literal is meant.
            int names = known.getKey().split("\\{", -1).length;
            if (names < fewestNames && METHODS.contains(answer.describedMethod()) && fits(known.getKey(), path)) {
                best = known.getValue().path(answer.describedMethod());
                fewestNames = names;
            }
        }
        return best;
    }

    /** What a reference leads to; the node itself when it is none. */
    JsonNode resolve(JsonNode written) {
        JsonNode reference = written.path("$ref");
        return reference.isMissingNode() ? written : root.at(reference.asText().substring(1));
    }

    List<Error> violations(JsonNode schema, JsonNode value) {
        return schemas.computeIfAbsent(schema, this::alone).validate(value);
    }

    private Schema alone(JsonNode schema) {
        ObjectNode alone = schema.deepCopy();
        alone.set("components", root.path("components"));
        return registry.getSchema(alone);
    }

    private static boolean fits(String template, String path) {
        String pattern = "\\Q" + template.replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q") + "\\E";
        return Pattern.matches(pattern, path);
    }
}
