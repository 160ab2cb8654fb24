package dev.penstock.http.management.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * The refusals that come from the edge, whichever operation was asked for. They are written into the document here, so that
 * its files need not repeat them.
 */
final class EdgeAnswers {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private EdgeAnswers() {}

    static void addTo(ObjectNode document) {
        for (JsonNode path : document.path("paths")) {
            path.properties().stream()
                    .filter(member -> METHODS.contains(member.getKey()))
                    .forEach(member -> addTo(member.getKey(), member.getValue().withObject("/responses")));
        }
    }

    private static void addTo(String method, ObjectNode responses) {
        if (!method.equals("get")) {
            refer(responses, "413", "TooLarge");
        }
        refer(responses, "500", "Failed");
    }

    private static void refer(ObjectNode responses, String status, String name) {
        if (!responses.has(status)) {
            responses.putObject(status).put("$ref", "#/components/responses/" + name);
        }
    }
}
