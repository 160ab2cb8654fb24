package dev.penstock.http.management;

import static dev.penstock.http.management.SampleDatasets.FILTERS;
import static dev.penstock.http.management.SampleDatasets.dataset;
import static dev.penstock.http.management.SampleGateways.gateway;
import static dev.penstock.http.management.Server.messages;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeepDatasetsTest {
    private static final String ALL = "/gateways/main/datasets";

    private final Server server = new Server();

    @BeforeEach
    void prepare() {
        server.post("/gateways", gateway("main"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    class Creating {
        @Test
        void answers_the_dataset_with_its_filters_as_they_were_sent() throws JsonProcessingException {
            JsonNode made = server.post(ALL, dataset("first")).result();

            assertThat(made.path("filters")).isEqualTo(new ObjectMapper().readTree(FILTERS));
            assertThat(made.path("name").asText()).isEqualTo("first");
            assertThat(made.path("enable").asBoolean()).isTrue();
            assertThat(made.path("gateway_id").asText()).isEqualTo("main");
            assertThat(made.path("account_id").asText()).isEqualTo(Server.ACCOUNT);
            assertThat(made.path("account_tag").asText()).isEqualTo(Server.ACCOUNT);
            assertThat(made.path("created_at").asText()).isEqualTo("2026-11-21T08:30:00.000Z");
            assertThat(server.get(ALL + "/" + made.path("id").asText()).result())
                    .isEqualTo(made);
        }

        @Test
        void takes_no_filters_for_all_logs_and_ignores_members_it_does_not_know() {
            Server.Answer answer = server.post(ALL, "{\"name\":\"a\",\"enable\":false,\"filters\":[],\"more\":{}}");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.result().path("filters").isEmpty()).isTrue();
        }

        @Test
        void refuses_a_taken_name() {
            server.post(ALL, dataset("first"));

            Server.Answer answer = server.post(ALL, dataset("first"));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(7001);
            assertThat(messages(answer)).singleElement().asString().contains("[\"body\",\"name\"]", "already exists");
        }

        @Test
        void hears_what_the_document_and_the_domain_find_wrong_at_once() {
            String filters = """
                    [{"key":"model","operator":"neq","value":["a"]},
                     {"key":"cost","operator":"eq","value":["cheap"]},
                     {"key":"cached","operator":"eq","value":[null,true]},
                     {"key":"event_id","operator":"eq","value":"x"},
                     5]""";

            Server.Answer answer = server.post(ALL, "{\"enable\":\"yes\",\"filters\":%s}".formatted(filters));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(messages(answer))
                    .hasSize(8)
                    .contains(
                            "[\"body\",\"name\"] Required",
                            "[\"body\",\"enable\"] Expected boolean, received string",
                            "[\"body\",\"filters\",\"0\",\"operator\"] Invalid enum value. Expected 'eq' | 'contains' | 'lt' | 'gt', received 'neq'",
                            "[\"body\",\"filters\",\"1\",\"value\",\"0\"] Expected number",
                            "[\"body\",\"filters\",\"2\",\"value\",\"0\"] Invalid input",
                            "[\"body\",\"filters\",\"3\",\"value\"] Expected array, received string",
                            "[\"body\",\"filters\",\"4\"] Expected object, received number");
            assertThat(server.get(ALL).result().isEmpty()).isTrue();
        }

        @Test
        void does_not_find_a_gateway_that_is_not_there() {
            Server.Answer answer = server.post("/gateways/nobody/datasets", dataset("a"));

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(7002);
        }
    }

    @Nested
    class Listing {
        @Test
        void goes_through_three_pages_to_an_empty_one() {
            List<String> names = List.of("c", "a", "b", "e", "d");
            for (int i = 0; i < names.size(); i++) {
                server.now.set(Server.NOW.plusSeconds(i));
                server.post(ALL, dataset(names.get(i)));
            }

            List<String> seen = new ArrayList<>();
            for (int page = 1; page <= 4; page++) {
                server.get(ALL + "?per_page=2&page=" + page)
                        .result()
                        .forEach(dataset -> seen.add(dataset.path("name").asText()));
            }

            assertThat(seen).isEqualTo(names);
            Server.Answer past = server.get(ALL + "?per_page=2&page=4");
            assertThat(past.result().isArray()).isTrue();
            assertThat(past.body().at("/result_info/total_count").asInt()).isEqualTo(5);
        }

        @Test
        void finds_by_name_switch_and_search() {
            server.post(ALL, dataset("cheap", true, "[]"));
            server.post(
                    ALL, dataset("dear", false, "[{\"key\":\"model\",\"operator\":\"eq\",\"value\":[\"gpt-4o\"]}]"));

            assertThat(names("?name=hea")).containsExactly("cheap");
            assertThat(names("?enable=false")).containsExactly("dear");
            assertThat(names("?search=gpt-4o")).containsExactly("dear");
            assertThat(names("?search=cheap&enable=false")).isEmpty();
        }

        @Test
        void does_not_find_a_gateway_that_is_not_there() {
            Server.Answer answer = server.get("/gateways/nobody/datasets");

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(7002);
        }

        @Test
        void refuses_pages_that_there_cannot_be() {
            Server.Answer answer = server.get(ALL + "?page=0&per_page=101&enable=perhaps");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(messages(answer)).hasSize(3);
            assertThat(answer.result().isObject()).isTrue();
        }

        private List<String> names(String query) {
            List<String> names = new ArrayList<>();
            server.get(ALL + query)
                    .result()
                    .forEach(dataset -> names.add(dataset.path("name").asText()));
            return names;
        }
    }

    @Nested
    class Replacing {
        @Test
        void replaces_name_switch_and_filters() {
            String one = made("first");
            server.now.set(Server.NOW.plusSeconds(5));

            JsonNode result = server.put(one, dataset("second", false, "[]")).result();

            assertThat(result.path("name").asText()).isEqualTo("second");
            assertThat(result.path("enable").asBoolean()).isFalse();
            assertThat(result.path("filters").isEmpty()).isTrue();
            assertThat(result.path("created_at").asText()).isEqualTo("2026-11-21T08:30:00.000Z");
            assertThat(result.path("modified_at").asText()).isEqualTo("2026-11-21T08:30:05.000Z");
            assertThat(server.get(one).result()).isEqualTo(result);
        }

        @Test
        void needs_all_three() {
            String one = made("first");

            assertThat(messages(server.put(one, "{}")))
                    .containsExactlyInAnyOrder(
                            "[\"body\",\"name\"] Required",
                            "[\"body\",\"enable\"] Required",
                            "[\"body\",\"filters\"] Required");
        }

        @Test
        void refuses_to_rename_onto_another() {
            made("first");
            String other = made("other");

            Server.Answer answer = server.put(other, dataset("first"));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(7001);
            assertThat(messages(answer)).singleElement().asString().contains("already exists");
        }
    }

    @Nested
    class Removing {
        @Test
        void answers_what_was_removed_and_removes_once() {
            String one = made("first");

            assertThat(server.delete(one).result().path("name").asText()).isEqualTo("first");
            assertThat(server.delete(one).status()).isEqualTo(404);
            assertThat(server.get(one).status()).isEqualTo(404);
        }

        @Test
        void goes_with_the_gateway() {
            String one = made("first");
            server.delete("/gateways/main");
            server.post("/gateways", gateway("main"));

            assertThat(server.get(one).status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "cacc69db-0e10-437e-898e-6255149a94e1", "a%2Fb", "%F0%9F%98%80", "1-2-3-4-5"})
    void does_not_find_what_is_not_there(String id) {
        for (Server.Answer answer : List.of(
                server.get(ALL + "/" + id), server.put(ALL + "/" + id, dataset("a")), server.delete(ALL + "/" + id))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(7002);
        }
    }

    @Test
    void keeps_the_datasets_of_two_accounts_apart() {
        String id = server.post(ALL, dataset("first")).result().path("id").asText();
        String theirs = "/client/v4/accounts/other/ai-gateway";
        server.send("POST", theirs + "/gateways", gateway("main"));

        assertThat(server.send("GET", theirs + ALL + "/" + id, null).status()).isEqualTo(404);
        assertThat(server.send("GET", theirs + ALL, null).result().isEmpty()).isTrue();
    }

    private String made(String name) {
        return ALL + "/" + server.post(ALL, dataset(name)).result().path("id").asText();
    }
}
