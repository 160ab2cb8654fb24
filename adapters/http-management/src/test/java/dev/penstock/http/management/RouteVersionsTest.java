package dev.penstock.http.management;

import static dev.penstock.http.management.SampleRoutes.route;
import static dev.penstock.http.management.SampleRoutes.version;
import static dev.penstock.http.management.Server.messages;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.application.port.AtOnce;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteVersionsTest {
    private static final String ALL = "/gateways/main/routes";

    private final Server server = new Server();
    private String route = "";
    private String first = "";

    @BeforeEach
    void make_a_route() {
        server.post("/gateways", SampleGateways.gateway("main"));
        JsonNode made = server.post(ALL, route("r", SampleRoutes.PLAIN)).result();
        route = ALL + "/" + made.path("id").asText();
        first = made.at("/version/version_id").asText();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode drawn(String elements) {
        server.now.set(server.now.get().plusSeconds(1));
        Server.Answer answer = server.post(route + "/versions", version(elements));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.result();
    }

    private Server.Answer deploy(String versionId) {
        return server.post(route + "/deployments", "{\"version_id\": \"" + versionId + "\"}");
    }

    private List<String> active() {
        return server.get(route + "/versions").body().at("/data/versions").findParents("active").stream()
                .filter(version -> version.path("active").asText().equals("true"))
                .map(version -> version.path("version_id").asText())
                .toList();
    }

    private static void assertMissing(Server.Answer answer, int code, String message) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(404);
        assertThat(answer.error(0).path("code").asInt()).isEqualTo(code);
        assertThat(answer.error(0).path("message").asText()).isEqualTo(message);
        assertThat(answer.result().isObject()).isTrue();
    }

    @Nested
    class Drawing {
        @Test
        void keeps_a_version_that_does_not_serve() {
            JsonNode second = drawn(SampleRoutes.ELEMENTS);

            assertThat(second.path("version_id").asText()).isNotEqualTo(first);
            assertThat(second.path("name").asText()).isEqualTo("r");
            assertThat(second.path("active").asText()).isEqualTo("false");
            assertThat(second.path("elements").toString())
                    .isEqualTo(SampleRoutes.elements(SampleRoutes.ELEMENTS).toString());
            assertThat(server.get(route).result().path("elements"))
                    .isEqualTo(SampleRoutes.elements(SampleRoutes.PLAIN));
            assertThat(active()).containsExactly(first);
        }

        @Test
        void keeps_an_unsound_version_and_says_why() {
            JsonNode second = drawn(SampleRoutes.UNSOUND);

            assertThat(second.path("is_valid").asBoolean()).isFalse();
            assertThat(second.path("reasons")).hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"elements\": 1}",
                    "{\"elements\": [{}]}",
                    "{\"elements\": [], \"elements\": []}",
                    "",
                    "nonsense"
                })
        void refuses_what_is_ill_formed_and_changes_nothing(String body) {
            Server.Answer answer = server.post(route + "/versions", body);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.result().isObject()).isTrue();
            assertThat(server.get(route + "/versions").body().at("/data/versions"))
                    .hasSize(1);
        }

        @Test
        void names_what_only_the_domain_sees_beside_what_the_document_sees() {
            Server.Answer answer = server.post(route + "/versions", """
                    {"elements": [{"id": 1, "type": "start", "outputs": {"next": {"elementId": "e"}}},
                     {"id": "c", "type": "conditional", "properties": {"conditions": {"$what": 1}},
                      "outputs": {"true": {"elementId": "e"}, "false": {"elementId": "e"}}}]}""");

            assertThat(messages(answer))
                    .containsExactly(
                            "[\"body\",\"elements\",\"0\",\"id\"] Expected string, received number",
                            "[\"body\",\"elements\",\"1\",\"properties\",\"conditions\",\"$what\"]"
                                    + " Unknown operator '$what'");
        }
    }

    @Nested
    class Showing {
        @Test
        void shows_one_version_with_its_own_time() {
            JsonNode second = drawn(SampleRoutes.ELEMENTS);

            Server.Answer answer =
                    server.get(route + "/versions/" + second.path("version_id").asText());

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.result()).isEqualTo(second);
            assertThat(second.path("created_at").asText()).isEqualTo("2026-11-21T08:30:01.000Z");
            assertThat(second.path("modified_at").asText()).isEqualTo("2026-11-21T08:30:00.000Z");
        }

        @Test
        void lists_the_newest_first() {
            String second = drawn(SampleRoutes.ELEMENTS).path("version_id").asText();

            JsonNode all = server.get(route + "/versions").body();
            JsonNode later = server.get(route + "/versions?per_page=1&page=2").body();

            assertThat(all.has("result")).isFalse();
            assertThat(all.at("/data/versions"))
                    .extracting(it -> it.path("version_id").asText())
                    .containsExactly(second, first);
            assertThat(all.at("/data/page").asInt()).isEqualTo(1);
            assertThat(all.at("/data/per_page").asInt()).isEqualTo(100);
            assertThat(all.at("/data/order_by").asText()).isEqualTo("created_at");
            assertThat(all.at("/data/order_by_direction").asText()).isEqualTo("desc");
            assertThat(later.at("/data/versions"))
                    .extracting(it -> it.path("version_id").asText())
                    .containsExactly(first);
            assertThat(server.get(route + "/versions?page=9")
                            .body()
                            .at("/data/versions")
                            .isArray())
                    .isTrue();
            assertThat(server.get(route + "/versions?per_page=101").status()).isEqualTo(400);
        }

        @Test
        void does_not_find_what_is_not_there() {
            String other = server.post(ALL, route("other", SampleRoutes.PLAIN))
                    .result()
                    .at("/version/version_id")
                    .asText();
            String noRoute = ALL + "/" + UUID.randomUUID();
            String noGateway = route.replace("main", "none");

            assertMissing(server.get(route + "/versions/" + UUID.randomUUID()), 7005, "Version not found");
            assertMissing(server.get(route + "/versions/1"), 7005, "Version not found");
            assertMissing(server.get(route + "/versions/" + other), 7005, "Version not found");
            for (String below : List.of("/versions", "/deployments", "/versions/" + first)) {
                assertMissing(server.get(noRoute + below), 7005, "Route not found");
                assertMissing(server.get(noGateway + below), 7002, "Not Found");
                assertThat(server.get(route.replace("main", "No") + below).status())
                        .isEqualTo(400);
            }
            assertMissing(server.post(noRoute + "/versions", version("[]")), 7005, "Route not found");
            assertMissing(server.post(noGateway + "/versions", version("[]")), 7002, "Not Found");
        }
    }

    @Nested
    class Deploying {
        @Test
        void lets_another_version_serve_and_an_older_one_again() {
            String second = drawn(SampleRoutes.ELEMENTS).path("version_id").asText();

            Server.Answer forward = deploy(second);

            assertThat(forward.status()).isEqualTo(200);
            assertThat(forward.result().path("elements")).isEqualTo(SampleRoutes.elements(SampleRoutes.ELEMENTS));
            assertThat(forward.result().path("modified_at").asText()).isEqualTo("2026-11-21T08:30:01.000Z");
            assertThat(forward.result().has("version")).isFalse();
            assertThat(forward.result().has("deployment")).isFalse();
            assertThat(active()).containsExactly(second);
            assertThat(server.get(route).result().at("/deployment/version_id").asText())
                    .isEqualTo(second);

            assertThat(deploy(first).result().path("elements")).isEqualTo(SampleRoutes.elements(SampleRoutes.PLAIN));
            assertThat(active()).containsExactly(first);
        }

        @Test
        void keeps_the_history_newest_first() {
            String second = drawn(SampleRoutes.ELEMENTS).path("version_id").asText();
            deploy(second);
            deploy(first);

            JsonNode all = server.get(route + "/deployments").body();

            assertThat(all.has("result")).isFalse();
            assertThat(all.at("/data/deployments"))
                    .extracting(it -> it.path("version_id").asText())
                    .containsExactly(first, second, first);
            assertThat(all.at("/data/order_by_direction").asText()).isEqualTo("desc");
            assertThat(all.at("/data/deployments/0"))
                    .isEqualTo(server.get(route).result().path("deployment"));
            assertThat(server.get(route + "/deployments?per_page=2&page=2")
                            .body()
                            .at("/data/deployments"))
                    .hasSize(1);
        }

        @Test
        void refuses_an_unsound_version_with_all_reasons() {
            String unsound = drawn(SampleRoutes.UNSOUND).path("version_id").asText();

            Server.Answer answer = deploy(unsound);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(7001);
            assertThat(answer.result().isObject()).isTrue();
            assertThat(messages(answer))
                    .containsExactly(
                            "[\"body\",\"version_id\",\"elements\"] A route must have an end",
                            "[\"body\",\"version_id\",\"elements\",\"0\",\"outputs\",\"next\",\"elementId\"]"
                                    + " No element has the id 'nowhere'");
            assertThat(active()).containsExactly(first);
            assertThat(server.get(route + "/deployments").body().at("/data/deployments"))
                    .hasSize(1);
        }

        @Test
        void refuses_versions_that_there_are_not() {
            assertMissing(deploy(UUID.randomUUID().toString()), 7005, "Version not found");
            assertMissing(deploy("1"), 7005, "Version not found");
            assertMissing(deploy(""), 7005, "Version not found");
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "{\"version_id\": 1}", "{\"version_id\": null}", "[]", "", "nonsense"})
        void refuses_what_names_no_version(String body) {
            Server.Answer answer = server.post(route + "/deployments", body);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.result().isObject()).isTrue();
        }

        @Test
        void loses_nothing_when_many_draw_and_deploy_at_once() {
            Set<Integer> statuses = new HashSet<>(AtOnce.run(
                    16,
                    i -> (i % 2 == 0 ? server.post(route + "/versions", version(SampleRoutes.PLAIN)) : deploy(first))
                            .status()));

            assertThat(statuses).containsExactly(200);
            assertThat(server.get(route + "/versions").body().at("/data/versions"))
                    .hasSize(9);
            assertThat(server.get(route + "/deployments").body().at("/data/deployments"))
                    .hasSize(9);
            assertThat(active()).containsExactly(first);
        }
    }
}
