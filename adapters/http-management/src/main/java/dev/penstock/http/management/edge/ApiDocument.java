package dev.penstock.http.management.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Our OpenAPI document: what is served to people, and what requests are checked against. It is read when it is first needed, since
 * that takes a while and few starts need it at once. For any number of threads, none of them an event loop.
 */
public final class ApiDocument {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private @Nullable ObjectNode root;
    private @Nullable Buffer text;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .formatAssertionsEnabled(true)
                    .losslessNarrowing(true)
                    .build()));

    private ApiDocument() {}

    /** The document of this module, put together from its parts. */
    public static ApiDocument shipped() {
        return new ApiDocument();
    }

    private synchronized ObjectNode root() {
        if (root == null) {
            root = DocumentParts.whole();
        }
        return root;
    }

    /** The document as YAML. */
    public synchronized Buffer text() {
        if (text == null) {
            try {
                text = Buffer.buffer(DocumentParts.YAML.writeValueAsBytes(root()));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a document that was read cannot be written", e);
            }
        }
        return text.copy();
    }

    /** Every operation as {@code METHOD /path}. */
    public Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        root().path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .forEach(member ->
                                operations.add(member.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    /** What the input of an operation must look like. */
    synchronized InputRules rules(Operation operation) {
        JsonNode path = root().path("paths").path(operation.path());
        JsonNode found = path.path(operation.method().toLowerCase(Locale.ROOT));
        if (found.isMissingNode()) {
            throw new IllegalArgumentException("not in the document: " + operation.method() + " " + operation.path());
        }
        List<InputRules.Parameter> parameters = new ArrayList<>();
        path.path("parameters").forEach(parameter -> parameters.add(parameter(parameter)));
        found.path("parameters").forEach(parameter -> parameters.add(parameter(parameter)));
        return new InputRules(parameters, bodySchema(found));
    }

    private InputRules.Parameter parameter(JsonNode written) {
        JsonNode parameter = resolve(written);
        JsonNode json = parameter.path("content").path("application/json").path("schema");
        JsonNode schema = resolve(json.isMissingNode() ? parameter.path("schema") : json);
        return new InputRules.Parameter(
                parameter.path("name").asText(),
                parameter.path("in").asText().equals("path"),
                !json.isMissingNode(),
                schema.path("type").asText(),
                schema.get("default"),
                schema(schema));
    }

    private @Nullable Schema bodySchema(JsonNode operation) {
        JsonNode schema = operation
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        return schema.isMissingNode() ? null : schema(schema);
    }

    private JsonNode resolve(JsonNode written) {
        JsonNode reference = written.path("$ref");
        return reference.isMissingNode()
                ? written
                : root().at(reference.asText().substring(1));
    }

    /** A schema that stands alone: the shared parts come with it, where its references look for them. */
    private Schema schema(JsonNode written) {
        ObjectNode alone = written.deepCopy();
        alone.set("components", root().path("components"));
        return registry.getSchema(alone);
    }
}
