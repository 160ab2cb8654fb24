package dev.penstock.http.management;

import static dev.penstock.http.management.SampleDatasets.dataset;
import static dev.penstock.http.management.SampleDatasets.evaluation;
import static dev.penstock.http.management.SampleGateways.gateway;
import static dev.penstock.http.management.Server.messages;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.application.port.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluateLogsTest {
    private static final String ALL = "/gateways/main/evaluations";

    private final Server server = new Server();
    private final JsonNode everything;

    EvaluateLogsTest() {
        server.post("/gateways", gateway("main"));
        everything = server.post("/gateways/main/datasets", dataset("everything", true, "[]"))
                .result();
    }

    /** After all samples of logs. */
    @BeforeEach
    void moveOn() {
        server.now.set(SampleLogs.NOON.plus(Duration.ofDays(1)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    class Creating {
        @Test
        void answers_at_once_with_nothing_processed() {
            JsonNode made = server.post(ALL, evaluation("first", everything)).result();

            assertThat(made.path("processed").asBoolean(true)).isFalse();
            assertThat(made.path("results").isEmpty()).isTrue();
            assertThat(made.path("total_logs").asInt(-1)).isZero();
            assertThat(made.path("progress").toString()).isEqualTo("{\"looked_at\":0,\"to_look_at\":0}");
            assertThat(made.path("account_id").asText()).isEqualTo(Server.ACCOUNT);
            assertThat(made.path("account_tag").asText()).isEqualTo(Server.ACCOUNT);
            assertThat(made.path("datasets").path(0)).isEqualTo(everything);
        }

        @Test
        void refuses_a_taken_name() {
            server.post(ALL, evaluation("first", everything));

            Server.Answer answer = server.post(ALL, evaluation("first", everything));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(7001);
            assertThat(messages(answer)).singleElement().asString().contains("[\"body\",\"name\"]", "already exists");
        }

        @Test
        void refuses_unknown_and_repeated_ids_with_their_paths() {
            String id = everything.path("id").asText();

            Server.Answer answer = server.post(
                    ALL,
                    "{\"name\":\"a\",\"dataset_ids\":[\"%s\",\"nobody\",\"%s\"],\"evaluation_type_ids\":[\"x\"]}"
                            .formatted(id, id));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(messages(answer))
                    .containsExactlyInAnyOrder(
                            "[\"body\",\"dataset_ids\",\"1\"] Dataset was not found",
                            "[\"body\",\"dataset_ids\",\"2\"] Dataset is given twice",
                            "[\"body\",\"evaluation_type_ids\",\"0\"] Evaluation type was not found");
        }

        @Test
        void hears_what_the_document_and_the_domain_find_wrong_at_once() {
            Server.Answer answer = server.post(ALL, "{\"name\":5,\"dataset_ids\":[],\"evaluation_type_ids\":[\"x\"]}");

            assertThat(messages(answer))
                    .containsExactlyInAnyOrder(
                            "[\"body\",\"name\"] Expected string, received number",
                            "[\"body\",\"dataset_ids\"] Array must contain at least 1 element(s)",
                            "[\"body\",\"evaluation_type_ids\",\"0\"] Evaluation type was not found");
        }

        @Test
        void does_not_find_a_gateway_that_is_not_there() {
            Server.Answer answer = server.post("/gateways/nobody/evaluations", evaluation("a", everything));

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(7002);
        }
    }

    @Nested
    class Processing {
        @Test
        void ends_with_one_result_for_each_type() {
            server.logs.append(
                    List.of(SampleLogs.row(SampleLogs.full(1, "m")), SampleLogs.row(SampleLogs.full(3, "m"))));
            server.logs.append(List.of(SampleLogs.row(SampleLogs.bare(4))));

            JsonNode done = processed(server.post(ALL, evaluation("first", everything)));

            assertThat(done.path("total_logs").asInt()).isEqualTo(3);
            assertThat(done.path("progress").toString()).isEqualTo("{\"looked_at\":3,\"to_look_at\":3}");
            assertThat(done.path("results")).hasSize(3);
            JsonNode cost = done.path("results").path(0);
            assertThat(cost.path("evaluation_id")).isEqualTo(done.path("id"));
            assertThat(cost.path("result").asText()).isEqualTo("0.0000125");
            assertThat(cost.path("status").asInt()).isEqualTo(2);
            assertThat(cost.path("status_description").asText())
                    .isEqualTo("0.0000125 USD on average and 0.000025 USD in all, from 2 of 3 logs");
            assertThat(cost.path("total_logs").asInt()).isEqualTo(3);
            assertThat(done.path("results").path(2).path("result").asText()).isEqualTo("n/a");
        }

        @Test
        void goes_by_the_filters_of_its_datasets_as_they_were() {
            server.logs.append(
                    List.of(SampleLogs.row(SampleLogs.full(1, "small")), SampleLogs.row(SampleLogs.full(2, "large"))));
            String datasets = "/gateways/main/datasets";
            JsonNode small = server.post(
                            datasets,
                            dataset("small", true, "[{\"key\":\"model\",\"operator\":\"eq\",\"value\":[\"small\"]}]"))
                    .result();
            Server.Answer made = server.post(ALL, evaluation("first", small));
            server.put(datasets + "/" + small.path("id").asText(), dataset("changed", true, "[]"));

            JsonNode done = processed(made);

            assertThat(done.path("total_logs").asInt()).isEqualTo(1);
            assertThat(done.path("datasets").path(0)).isEqualTo(small);
        }

        @Test
        void leaves_younger_logs_aside() {
            server.now.set(SampleLogs.NOON.plusSeconds(2));
            server.logs.append(
                    List.of(SampleLogs.row(SampleLogs.full(1, "m")), SampleLogs.row(SampleLogs.full(3, "m"))));

            JsonNode done = processed(server.post(ALL, evaluation("first", everything)));

            assertThat(done.path("total_logs").asInt()).isEqualTo(1);
        }

        private JsonNode processed(Server.Answer made) {
            String one = ALL + "/" + made.result().path("id").asText();
            server.runner.start();
            Await.until(
                    "it is processed",
                    () -> server.get(one).result().path("processed").asBoolean());
            return server.get(one).result();
        }
    }

    @Nested
    class Listing {
        @Test
        void goes_through_pages_and_finds_by_name_and_search() {
            for (String name : List.of("one", "two", "three")) {
                server.now.updateAndGet(time -> time.plusSeconds(1));
                server.post(ALL, evaluation(name, everything));
            }

            assertThat(names("?per_page=2")).containsExactly("one", "two");
            assertThat(names("?per_page=2&page=2")).containsExactly("three");
            assertThat(names("?per_page=2&page=3")).isEmpty();
            assertThat(names("?name=t")).containsExactly("two", "three");
            assertThat(names("?search=hre")).containsExactly("three");
            assertThat(names("?processed=true")).isEmpty();
            assertThat(names("?processed=false")).hasSize(3);
        }

        @Test
        void is_empty_for_a_gateway_that_is_not_there() {
            Server.Answer answer = server.get("/gateways/nobody/evaluations");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.result().isArray()).isTrue();
            assertThat(answer.result().isEmpty()).isTrue();
        }

        private List<String> names(String query) {
            List<String> names = new ArrayList<>();
            server.get(ALL + query)
                    .result()
                    .forEach(evaluation -> names.add(evaluation.path("name").asText()));
            return names;
        }
    }

    @Nested
    class Removing {
        @Test
        void answers_what_was_removed_and_removes_once() {
            String one = ALL + "/"
                    + server.post(ALL, evaluation("first", everything))
                            .result()
                            .path("id")
                            .asText();

            assertThat(server.delete(one).result().path("name").asText()).isEqualTo("first");
            assertThat(server.delete(one).status()).isEqualTo(404);
            assertThat(server.get(one).error(0).path("code").asInt()).isEqualTo(7002);
        }

        @Test
        void goes_with_the_gateway() {
            server.post(ALL, evaluation("first", everything));
            server.delete("/gateways/main");

            assertThat(server.get(ALL).result().isEmpty()).isTrue();
        }
    }

    @Nested
    class Types {
        @Test
        void come_with_the_mandatory_ones_first() {
            Server.Answer answer = server.get("/evaluation-types");

            List<String> types = new ArrayList<>();
            answer.result()
                    .forEach(type -> types.add(type.path("type").asText() + " "
                            + type.path("mandatory").asBoolean()));
            assertThat(types).containsExactly("cost true", "speed true", "human_feedback false");
            assertThat(answer.body().at("/result_info/total_count").asInt()).isEqualTo(3);
        }

        @ParameterizedTest
        @ValueSource(strings = {"id", "name", "enable", "nothing", "", "%27;--"})
        void are_ordered_by_whatever_is_named(String column) {
            Server.Answer answer = server.get("/evaluation-types?order_by_direction=asc&order_by=" + column);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.result()).hasSize(3);
        }

        @Test
        void come_in_pages_of_five_at_least() {
            assertThat(server.get("/evaluation-types?per_page=5&page=2")
                            .result()
                            .isEmpty())
                    .isTrue();
            Server.Answer answer = server.get("/evaluation-types?per_page=4&page=0&order_by_direction=up");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(messages(answer)).hasSize(3);
            assertThat(answer.result().isObject()).isTrue();
        }
    }
}
