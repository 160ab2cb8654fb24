package dev.penstock.http.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Routes to send. */
final class SampleRoutes {
    /** Every element, with every property that is known. */
    static final String ELEMENTS = """
            [
              {"id": "start", "type": "start", "outputs": {"next": {"elementId": "is_paid"}}},
              {"id": "is_paid", "type": "conditional",
               "properties": {"conditions": {"$or": [{"metadata.plan": {"$eq": "paid"}},
                   {"metadata.team": {"$in": ["sales", "vip", 1.5, null, true]}}, {"body.n": {"$gt": 5, "$lt": 1000000}}]}},
               "outputs": {"true": {"elementId": "budget"}, "false": {"elementId": "split"}}},
              {"id": "split", "type": "percentage", "properties": {"key": "metadata.user_id"},
               "outputs": {"60%": {"elementId": "small"}, "else": {"elementId": "end"}, "10% (b)": {"elementId": "big"}}},
              {"id": "budget", "type": "rate",
               "properties": {"limitType": "cost", "key": "metadata.user_id", "limit": 5.25, "window": 86400},
               "outputs": {"success": {"elementId": "big"}, "fallback": {"elementId": "small"}}},
              {"id": "big", "type": "model",
               "properties": {"provider": "openai", "model": "gpt-5", "timeout": 60000, "retries": 2},
               "outputs": {"success": {"elementId": "end"}, "fallback": {"elementId": "small"}}},
              {"id": "small", "type": "model",
               "properties": {"provider": "custom-ours", "model": "m", "timeout": 0, "retries": 0},
               "outputs": {"success": {"elementId": "end"}, "fallback": {"elementId": "end"}}},
              {"id": "end", "type": "end", "outputs": {}}
            ]""";

    static final String PLAIN = """
            [{"id": "s", "type": "start", "outputs": {"next": {"elementId": "e"}}}, {"id": "e", "type": "end", "outputs": {}}]""";

    /** Two reasons: no end, and an arrow that leads nowhere. */
    static final String UNSOUND = """
            [{"id": "s", "type": "start", "outputs": {"next": {"elementId": "nowhere"}}}]""";

    private SampleRoutes() {}

    static ArrayNode elements(String json) {
        return (ArrayNode) SampleGateways.tree("{\"x\": " + json + "}").path("x");
    }

    static String route(String name, String elements) {
        ObjectNode route = SampleGateways.tree("{}");
        route.put("name", name);
        route.set("elements", elements(elements));
        return route.toString();
    }

    static String version(String elements) {
        return "{\"elements\": " + elements + "}";
    }

    /** One element between a start and an end, to say something about. */
    static String around(String element) {
        return """
                [{"id": "s", "type": "start", "outputs": {"next": {"elementId": "x"}}}, %s,
                 {"id": "e", "type": "end", "outputs": {}}]""".formatted(element);
    }

    static JsonNode element(JsonNode result, int index) {
        return result.path("elements").path(index);
    }
}
