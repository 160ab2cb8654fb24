package dev.penstock.http.management;

import static dev.penstock.http.management.SampleRoutes.route;
import static dev.penstock.http.management.Server.messages;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeepRoutesTest {
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

    private JsonNode made(String name) {
        return server.post(ALL, route(name, SampleRoutes.ELEMENTS)).result();
    }

    private static String at(JsonNode route) {
        return ALL + "/" + route.path("id").asText();
    }

    private Server.Answer patch(String path, String json) {
        return server.send("PATCH", Server.api(path), json);
    }

    private static void assertMissing(Server.Answer answer, int code) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(404);
        assertThat(answer.error(0).path("code").asInt()).isEqualTo(code);
        assertThat(answer.result().isObject()).isTrue();
        assertThat(answer.result().isEmpty()).isTrue();
    }

    @Nested
    class Showing {
        @Test
        void shows_what_was_made() {
            JsonNode route = made("r");

            Server.Answer answer = server.get(at(route));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.result()).isEqualTo(route);
        }

        @Test
        void does_not_find_what_is_not_there() {
            JsonNode route = made("r");

            assertMissing(server.get(ALL + "/" + UUID.randomUUID()), 7005);
            assertMissing(server.get(ALL + "/nothing"), 7005);
            assertMissing(server.get(at(route).replace("main", "none")), 7002);
            assertThat(server.send("GET", Server.api(at(route)).replace(Server.ACCOUNT, "other"), null)
                            .status())
                    .isEqualTo(404);
            assertThat(messages(server.get(at(route).replace("main", "No"))))
                    .containsExactly("[\"params\",\"gateway_id\"] Invalid");
        }
    }

    @Nested
    class Listing {
        @Test
        void pages_through_a_gateways_routes_in_the_envelope_of_the_contract() {
            for (int i = 0; i < 3; i++) {
                server.now.set(Server.NOW.plusSeconds(i));
                made("r" + i);
            }

            JsonNode first = server.get(ALL + "?per_page=2").body();
            JsonNode second = server.get(ALL + "?per_page=2&page=2").body();
            JsonNode past = server.get(ALL + "?per_page=2&page=3").body();

            assertThat(first.has("result")).isFalse();
            assertThat(first.at("/data/routes"))
                    .extracting(it -> it.path("name").asText())
                    .containsExactly("r0", "r1");
            assertThat(first.at("/data/page").asInt()).isEqualTo(1);
            assertThat(first.at("/data/per_page").asInt()).isEqualTo(2);
            assertThat(first.at("/data/order_by").asText()).isEqualTo("created_at");
            assertThat(first.at("/data/order_by_direction").asText()).isEqualTo("asc");
            assertThat(second.at("/data/routes"))
                    .extracting(it -> it.path("name").asText())
                    .containsExactly("r2");
            assertThat(past.at("/data/routes").isArray()).isTrue();
            assertThat(past.at("/data/routes").isEmpty()).isTrue();
            assertThat(server.get(ALL).body().at("/data/per_page").asInt()).isEqualTo(20);
            JsonNode alone = server.get(at(first.at("/data/routes/0"))).result();
            ((ObjectNode) alone.path("version")).remove("analysis");
            assertThat(first.at("/data/routes/0")).isEqualTo(alone);
        }

        @ParameterizedTest
        @ValueSource(strings = {"page=0", "page=x", "per_page=0", "per_page=101", "page=1.5"})
        void refuses_a_page_that_there_cannot_be(String query) {
            Server.Answer answer = server.get(ALL + "?" + query);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.result().isObject()).isTrue();
        }

        @Test
        void says_that_a_gateway_is_missing() {
            assertMissing(server.get("/gateways/none/routes"), 7002);
        }
    }

    @Nested
    class Renaming {
        @Test
        void answers_under_route() {
            JsonNode route = made("r");
            server.now.set(Server.NOW.plusSeconds(5));

            Server.Answer answer = patch(at(route), "{\"name\": \"s\", \"elements\": []}");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().has("result")).isFalse();
            JsonNode renamed = answer.body().path("route");
            assertThat(renamed.path("name").asText()).isEqualTo("s");
            assertThat(renamed.path("modified_at").asText()).isEqualTo("2026-11-21T08:30:05.000Z");
            assertThat(renamed.path("elements")).isEqualTo(route.path("elements"));
            assertThat(renamed.path("version")).isEqualTo(route.path("version"));
            assertThat(server.get(at(route)).result()).isEqualTo(renamed);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"name\": \"\"}",
                    "{\"name\": 1}",
                    "{\"name\": null}",
                    "{\"name\": \"a\\u0000\"}",
                    "[]",
                    "nonsense",
                    ""
                })
        void shows_the_route_beside_what_is_wrong(String body) {
            JsonNode route = made("r");

            Server.Answer answer = patch(at(route), body);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(7001);
            assertThat(answer.body().path("route")).isEqualTo(route);
            assertThat(answer.result().isObject()).isTrue();
        }

        @Test
        void refuses_a_taken_name_and_takes_its_own() {
            JsonNode route = made("r");
            made("taken");

            Server.Answer answer = patch(at(route), "{\"name\": \"taken\"}");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(7005);
            assertThat(messages(answer))
                    .containsExactly("[\"body\",\"name\"] A route with name 'taken' already exists");
            assertThat(answer.body().path("route")).isEqualTo(route);
            assertThat(patch(at(route), "{\"name\": \"r\"}").status()).isEqualTo(200);
        }

        @Test
        void says_what_is_missing_before_it_says_what_is_wrong() {
            JsonNode route = made("r");

            assertMissing(patch(ALL + "/" + UUID.randomUUID(), "{\"name\": \"a\"}"), 7005);
            assertMissing(patch(ALL + "/" + UUID.randomUUID(), "{}"), 7005);
            assertMissing(patch(at(route).replace("main", "none"), "{\"name\": \"a\"}"), 7002);
            assertMissing(patch(at(route).replace("main", "No%20Name"), "{\"name\": \"a\"}"), 7002);
        }

        @Test
        void says_that_something_is_wrong_with_itself_when_the_route_cannot_be_looked_up() {
            JsonNode route = made("r");
            server.gateways.breakDown();

            Server.Answer answer = patch(at(route), "{}");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(7000);
        }
    }

    @Nested
    class Removing {
        @Test
        void answers_the_route_without_deployment_and_version() {
            JsonNode route = made("r");

            Server.Answer answer = server.delete(at(route));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.result().path("id")).isEqualTo(route.path("id"));
            assertThat(answer.result().path("elements")).isEqualTo(route.path("elements"));
            assertThat(answer.result().has("deployment")).isFalse();
            assertThat(answer.result().has("version")).isFalse();
            assertMissing(server.get(at(route)), 7005);
            assertMissing(server.delete(at(route)), 7005);
            assertMissing(server.get(at(route) + "/versions"), 7005);
            assertThat(made("r").path("id")).isNotEqualTo(route.path("id"));
        }

        @Test
        void happens_with_the_gateway() {
            JsonNode route = made("r");

            server.delete("/gateways/main");
            server.post("/gateways", SampleGateways.gateway("main"));

            assertMissing(server.get(at(route)), 7005);
        }
    }

    @Test
    void takes_any_of_its_methods_only() {
        for (String method : List.of("PUT", "POST")) {
            assertThat(server.send(method, Server.api(ALL + "/x"), "{}").status())
                    .isEqualTo(405);
        }
    }
}
