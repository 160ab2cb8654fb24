package dev.penstock.http.management;

import static dev.penstock.http.management.SampleRoutes.around;
import static dev.penstock.http.management.SampleRoutes.element;
import static dev.penstock.http.management.SampleRoutes.elements;
import static dev.penstock.http.management.SampleRoutes.route;
import static dev.penstock.http.management.Server.messages;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateRoutesTest {
    private static final String ALL = "/gateways/main/routes";

    private final Server server = new Server();

    @BeforeEach
    void make_the_gateway() {
        server.post("/gateways", SampleGateways.gateway("main"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode made(String elements) {
        Server.Answer answer = server.post(ALL, route("r", elements));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.result();
    }

    @Nested
    class Making {
        @Test
        void deploys_the_first_version_and_shows_it() throws IOException {
            JsonNode result = made(SampleRoutes.ELEMENTS);

            assertThat(result.path("name").asText()).isEqualTo("r");
            assertThat(result.path("gateway_id").asText()).isEqualTo("main");
            assertThat(result.path("account_tag").asText()).isEqualTo(Server.ACCOUNT);
            assertThat(result.path("created_at").asText()).isEqualTo("2026-11-21T08:30:00.000Z");
            assertThat(result.path("modified_at").asText()).isEqualTo("2026-11-21T08:30:00.000Z");
            assertThat(result.at("/deployment/version_id")).isEqualTo(result.at("/version/version_id"));
            assertThat(result.at("/version/active").isTextual()).isTrue();
            assertThat(result.at("/version/active").asText()).isEqualTo("true");
            assertThat(result.at("/version/is_valid").asBoolean()).isTrue();
            assertThat(result.at("/version/reasons").isEmpty()).isTrue();
            assertThat(result.at("/version/data").isTextual()).isTrue();
            assertThat(new ObjectMapper().readTree(result.at("/version/data").asText()))
                    .isEqualTo(result.path("elements"));
        }

        @Test
        void gives_back_every_element_as_it_was_sent() {
            JsonNode result = made(SampleRoutes.ELEMENTS);

            assertThat(result.path("elements").toString())
                    .isEqualTo(elements(SampleRoutes.ELEMENTS).toString());
        }

        @Test
        void keeps_the_digits_of_numbers() {
            String element = """
                    {"id":"x","type":"conditional","properties":{"conditions":{"n":{"$in":[5.0,123456789012345678901.250,-0.5,7]}}},\
                    "outputs":{"true":{"elementId":"e"},"false":{"elementId":"e"}}}""";

            Server.Answer answer = server.post(ALL, "{\"name\": \"r\", \"elements\": " + around(element) + "}");

            assertThat(new String(answer.http().body(), StandardCharsets.UTF_8)).contains(element);
        }

        @Test
        void takes_what_it_shows() {
            JsonNode first = made(SampleRoutes.ELEMENTS);

            JsonNode second = server.post(
                            ALL, route("again", first.path("elements").toString()))
                    .result();

            assertThat(second.path("elements")).isEqualTo(first.path("elements"));
        }

        @Test
        void keeps_an_unsound_route_and_says_why_it_is() {
            JsonNode version = made(SampleRoutes.UNSOUND).path("version");

            assertThat(version.path("active").asText()).isEqualTo("true");
            assertThat(version.path("is_valid").asBoolean()).isFalse();
            assertThat(version.path("reasons"))
                    .extracting(JsonNode::toString)
                    .containsExactly(
                            "{\"message\":\"A route must have an end\",\"path\":[\"elements\"]}",
                            "{\"message\":\"No element has the id 'nowhere'\","
                                    + "\"path\":[\"elements\",\"0\",\"outputs\",\"next\",\"elementId\"]}");
        }

        @Test
        void takes_a_route_without_any_element() {
            assertThat(made("[]").at("/version/is_valid").asBoolean()).isFalse();
        }

        @Test
        void reads_the_names_of_older_clients_and_shows_the_newer_ones() {
            String older = """
                    [{"id": "s", "type": "start", "outputs": {"next": {"elementId": "c"}}},
                     {"id": "c", "type": "conditional", "properties": {"condition": {"plan": "paid"}},
                      "outputs": {"true": {"elementId": "r"}, "false": {"elementId": "e"}}},
                     {"id": "r", "type": "rate_limit",
                      "properties": {"limitType": "count", "key": "metadata.u", "limit": 1, "interval": 60, "technique": "sliding"},
                      "outputs": {"success": {"elementId": "e"}, "fallback": {"elementId": "e"}}},
                     {"id": "e", "type": "end", "outputs": {}}]""";

            JsonNode result = made(older);

            assertThat(result.at("/version/is_valid").asBoolean()).isTrue();
            assertThat(element(result, 1).path("properties").toString())
                    .isEqualTo("{\"conditions\":{\"plan\":\"paid\"}}");
            assertThat(element(result, 2).path("type").asText()).isEqualTo("rate");
            assertThat(element(result, 2).path("properties").toString())
                    .isEqualTo("{\"limitType\":\"count\",\"key\":\"metadata.u\",\"limit\":1,\"window\":60,"
                            + "\"technique\":\"sliding\"}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", ", \"fallback\": null", ", \"fallback\": {\"elementId\": \"\"}"})
        void shows_a_missing_fallback_as_one_that_leads_nowhere(String fallback) {
            JsonNode result = made(around("""
                    {"id": "x", "type": "model", "properties": {"provider": "openai", "model": "m", "timeout": 1, "retries": 0},
                     "outputs": {"success": {"elementId": "e"}%s}}""".formatted(fallback)));

            assertThat(result.at("/version/is_valid").asBoolean()).isTrue();
            assertThat(element(result, 1).at("/outputs/fallback/elementId").asText("none"))
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "{\"conditions\": null}", "{\"conditions\": {}}"})
        void takes_a_conditional_without_conditions(String properties) {
            JsonNode result = made(around("""
                    {"id": "x", "type": "conditional", "properties": %s,
                     "outputs": {"true": {"elementId": "e"}, "false": {"elementId": "e"}}}""".formatted(properties)));

            assertThat(result.at("/version/is_valid").asBoolean()).isTrue();
            assertThat(element(result, 1).path("properties").toString())
                    .isEqualTo(properties.contains("null") ? "{}" : properties.replace(" ", ""));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    ", \"properties\": {}",
                    ", \"properties\": null",
                    ", \"properties\": {\"key\": null}",
                    ", \"properties\": {\"key\": \"\"}",
                    ", \"properties\": {\"x\": 1}"
                })
        void shows_a_percentage_without_key_as_the_contract_has_it(String properties) {
            JsonNode result = made(around("""
                    {"id": "x", "type": "percentage"%s, "outputs": {"100%%": {"elementId": "e"}}}""".formatted(properties)));

            assertThat(element(result, 1).toString())
                    .isEqualTo("{\"id\":\"x\",\"type\":\"percentage\",\"outputs\":{\"100%\":{\"elementId\":\"e\"}}}");
        }

        @Test
        void leaves_out_what_it_does_not_know() {
            JsonNode result = made(around("""
                    {"id": "x", "type": "start", "comment": "mine", "properties": {"a": 1},
                     "outputs": {"next": {"elementId": "e", "x": 1}, "other": {"elementId": "e"}}}"""));

            assertThat(element(result, 1).toString())
                    .isEqualTo("{\"id\":\"x\",\"type\":\"start\",\"outputs\":{\"next\":{\"elementId\":\"e\"}}}");
        }
    }

    @Nested
    class Refusing {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "5 | Expected string, received number",
                    "\"headers.cookie\" | The header 'cookie' carries credentials and cannot be looked at",
                    "\"body..a\" | Invalid path: write metadata.<key>, body.<member> or headers.<name>",
                })
        void refuses_a_key_of_a_percentage_that_is_no_path(String key, String message) {
            Server.Answer answer = server.post(ALL, route("r", around("""
                    {"id": "x", "type": "percentage", "properties": {"key": %s}, "outputs": {"100": {"elementId": "e"}}}""".formatted(key))));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(messages(answer)).containsExactly(at(1, "properties", "key") + message);
        }

        @Test
        void everything_that_the_document_and_the_domain_find_at_once() {
            Server.Answer answer = server.post(ALL, """
                    {"name": 7, "elements": [
                      {"id": "s", "type": "start", "outputs": {}},
                      {"id": "c", "type": "conditional", "outputs": {"true": {"elementId": 3}, "false": {"elementId": "e"}},
                       "properties": {"conditions": {"a": {"$like": 1}}}},
                      {"id": "d", "type": "conditional", "outputs": {"true": {"elementId": "e"}, "false": {"elementId": "e"}}},
                      {"id": "r", "type": "rate", "outputs": {"success": {"elementId": "e"}},
                       "properties": {"limitType": "tokens", "key": "headers.cookie", "limit": "5"}},
                      {"id": "m", "type": "model", "outputs": {"fallback": {}}, "properties": {"provider": 1}},
                      {"type": "loop", "outputs": []},
                      "end"]}""");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.result().isObject()).isTrue();
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(7001);
            assertThat(messages(answer))
                    .containsExactlyInAnyOrder(
                            "[\"body\",\"name\"] Expected string, received number",
                            at(0, "outputs", "next") + "Required",
                            at(1, "outputs", "true", "elementId") + "Expected string, received number",
                            at(1, "properties", "conditions", "a", "$like") + "Unknown operator '$like'",
                            at(2, "properties") + "Required",
                            at(3, "properties", "limitType")
                                    + "Invalid enum value. Expected 'count' | 'cost', received 'tokens'",
                            at(3, "properties", "key")
                                    + "The header 'cookie' carries credentials and cannot be looked at",
                            at(3, "properties", "limit") + "Expected number, received string",
                            at(3, "properties", "window") + "Required",
                            at(4, "outputs", "success") + "Required",
                            at(4, "outputs", "fallback", "elementId") + "Required",
                            at(4, "properties", "provider") + "Expected string, received number",
                            at(4, "properties", "model") + "Required",
                            at(4, "properties", "timeout") + "Required",
                            at(4, "properties", "retries") + "Required",
                            at(5, "id") + "Required",
                            at(5, "type")
                                    + "Invalid enum value. Expected 'start' | 'conditional' | 'percentage' | 'rate'"
                                    + " | 'rate_limit' | 'model' | 'end', received 'loop'",
                            at(5, "outputs") + "Expected object, received array",
                            "[\"body\",\"elements\",\"6\"] Expected object, received string");
        }

        private static String at(int element, String... steps) {
            return "[\"body\",\"elements\",\"%d\",\"%s\"] ".formatted(element, String.join("\",\"", steps));
        }

        @Test
        void what_only_the_domain_sees() {
            Server.Answer answer = server.post(ALL, route("a\nb", around("""
                    {"id": "x", "type": "conditional", "properties": {"conditions": {"a": {"$regex": "("}}},
                     "outputs": {"true": {"elementId": "e"}, "false": {"elementId": "e"}}}""")));

            assertThat(messages(answer))
                    .containsExactly(
                            "[\"body\",\"name\"] Invalid",
                            at(1, "properties", "conditions", "a", "$regex")
                                    + "Invalid regular expression: Unclosed group");
        }

        @Test
        void a_taken_name_without_asking_the_sdk_to_try_again() {
            made(SampleRoutes.PLAIN);

            Server.Answer answer = server.post(ALL, route("r", SampleRoutes.PLAIN));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(7005);
            assertThat(messages(answer)).containsExactly("[\"body\",\"name\"] A route with name 'r' already exists");
            assertThat(answer.result().isObject()).isTrue();
        }

        @Test
        void a_gateway_that_is_not_there_or_cannot_be() {
            Server.Answer missing = server.post("/gateways/none/routes", route("r", SampleRoutes.PLAIN));
            Server.Answer impossible = server.post("/gateways/No%20Name/routes", route("r", SampleRoutes.PLAIN));

            assertThat(missing.status()).isEqualTo(404);
            assertThat(missing.error(0).path("code").asInt()).isEqualTo(7002);
            assertThat(impossible.status()).isEqualTo(400);
            assertThat(messages(impossible)).containsExactly("[\"params\",\"gateway_id\"] Invalid");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{} | 2",
                    "{\"name\": \"\", \"elements\": []} | 1",
                    "{\"name\": null, \"elements\": null} | 2",
                    "{\"name\": \"a\", \"elements\": {}} | 1",
                    "{\"name\": \"a\", \"elements\": [null]} | 1",
                    "{\"name\": \"a\", \"elements\": [[]]} | 1",
                    "{\"name\": \"a\", \"name\": \"b\", \"elements\": []} | 1",
                    "[] | 1",
                    "nonsense | 1"
                })
        void what_is_no_route(String body, int errors) {
            Server.Answer answer = server.post(ALL, body);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().path("errors"))
                    .as(answer.body().toString())
                    .hasSize(errors);
            assertThat(server.get(ALL).body().at("/data/routes").isEmpty()).isTrue();
        }

        @Test
        void what_is_too_large_too_deep_or_too_long() {
            String end = "{\"id\": \"e\", \"type\": \"end\", \"outputs\": {}}";
            String many = "[" + (end + ",").repeat(1000) + end + "]";
            String deep = "{\"$not\": ".repeat(50) + "{}" + "}".repeat(50);
            String deeper = "{\"$not\": ".repeat(5000) + "{}" + "}".repeat(5000);
            String filter = """
                    {"id": "x", "type": "conditional", "properties": {"conditions": %s},
                     "outputs": {"true": {"elementId": "e"}, "false": {"elementId": "e"}}}""";

            assertThat(messages(server.post(ALL, route("r", many))))
                    .containsExactly("[\"body\",\"elements\"] Array must contain at most 1000 element(s)");
            assertThat(messages(server.post(ALL, route("n".repeat(257), "[]"))))
                    .containsExactly("[\"body\",\"name\"] String must contain at most 256 character(s)");
            assertThat(messages(server.post(ALL, route("r", around(filter.formatted(deep))))))
                    .containsExactly(at(1, "properties", "conditions") + "A filter must be nested at most 16 deep");
            assertThat(server.post(ALL, "{\"elements\": [" + filter.formatted(deeper) + "]}")
                            .status())
                    .isEqualTo(400);
            assertThat(server.post(ALL, route("r", "[]") + " ".repeat(1024 * 1024))
                            .status())
                    .isEqualTo(413);
            assertThat(server.get(ALL).body().at("/data/routes").isEmpty()).isTrue();
        }

        @Test
        void without_a_token() {
            Server.Answer answer = server.send(server.request(Server.api(ALL)));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(9106);
        }
    }
}
