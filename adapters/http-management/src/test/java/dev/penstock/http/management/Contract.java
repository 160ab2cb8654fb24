package dev.penstock.http.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The contract's own description of the management API, which every answer that a test gets is held against. It describes
 * some statuses of some operations; what it does not describe is not its business.
 */
final class Contract {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final int NO_CREDENTIALS = 9106;
    private static final JsonNode ROOT = load();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<JsonNode, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private Contract() {}

    /** Every operation that it knows, as {@code METHOD /path}. */
    static Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        ROOT.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    /** Fails when the contract describes another answer than this one. */
    static void check(HttpResponse<byte[]> answer, JsonNode body) {
        if (isFrontDoor(body) || !isJson(answer)) {
            return;
        }
        JsonNode described = description(
                answer.request().method().toLowerCase(Locale.ROOT),
                answer.request().uri().getRawPath(),
                answer.statusCode());
        if (described != null && !described.isEmpty()) {
            assertThat(SCHEMAS.computeIfAbsent(described, Contract::schema).validate(body))
                    .as("%s %s", answer, body)
                    .isEmpty();
        }
    }

    /** Credentials are asked for before the contract's operations have a say, in a shape that all of Cloudflare's APIs share. */
    private static boolean isFrontDoor(JsonNode body) {
        return body.at("/errors/0/code").asInt() == NO_CREDENTIALS;
    }

    private static boolean isJson(HttpResponse<?> answer) {
        return answer.headers().firstValue("content-type").orElse("").equals("application/json");
    }

    private static @Nullable JsonNode description(String method, String rawPath, int status) {
        String path = rawPath.replaceFirst("^/client/v4", "");
        JsonNode best = null;
        int fewestNames = Integer.MAX_VALUE;
        for (Map.Entry<String, JsonNode> known : ROOT.path("paths").properties()) {
            // Where a literal and a name both fit, the literal is meant.
            int names = known.getKey().split("\\{", -1).length;
            if (names < fewestNames && METHODS.contains(method) && fits(known.getKey(), path)) {
                best = known.getValue().path(method).path("responses").path(Integer.toString(status));
                fewestNames = names;
            }
        }
        return best;
    }

    private static boolean fits(String template, String path) {
        String pattern = "\\Q" + template.replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q") + "\\E";
        return Pattern.matches(pattern, path);
    }

    private static Schema schema(JsonNode described) {
        ObjectNode alone = described.deepCopy();
        alone.set("components", ROOT.path("components"));
        return REGISTRY.getSchema(alone);
    }

    private static JsonNode load() {
        try (InputStream json = Contract.class.getResourceAsStream("contract.json")) {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
