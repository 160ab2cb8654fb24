package dev.penstock.http.management;

import static dev.penstock.http.management.SampleRoutes.route;
import static dev.penstock.http.management.SampleRoutes.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AnalyseRoutesTest {
    private static final String ALL = "/gateways/main/routes";
    private static final String TWO_MODELS = """
            [{"id": "s", "type": "start", "outputs": {"next": {"elementId": "split"}}},
             {"id": "split", "type": "percentage", "outputs": {"10%": {"elementId": "a"}, "90%": {"elementId": "b"}}},
             {"id": "a", "type": "model", "properties": {"provider": "openai", "model": "gpt-5", "timeout": 1000, "retries": 1},
              "outputs": {"success": {"elementId": "e"}, "fallback": {"elementId": "b"}}},
             {"id": "b", "type": "model", "properties": {"provider": "open-ai", "model": "gpt-5", "timeout": 2000, "retries": 0},
              "outputs": {"success": {"elementId": "e"}}},
             {"id": "e", "type": "end", "outputs": {}}]""";

    private final Server server = new Server();

    @BeforeEach
    void make_a_gateway() {
        server.post("/gateways", SampleGateways.gateway("main"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode made(String elements) {
        return server.post(ALL, route("r", elements)).result();
    }

    private Server.Answer analyse(JsonNode made) {
        return server.get(ALL + "/" + made.path("id").asText() + "/versions/"
                + made.at("/version/version_id").asText() + "/analysis");
    }

    private static List<String> findings(JsonNode analysis) {
        List<String> findings = new ArrayList<>();
        analysis.path("findings")
                .forEach(finding -> findings.add(finding.path("severity").asText() + " "
                        + finding.path("code").asText() + " " + finding.path("path")));
        return findings;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Nested
    class Analysing {
        @Test
        void says_what_a_request_can_come_to() {
            Server.Answer answer = analyse(made(TWO_MODELS));

            assertThat(answer.status()).isEqualTo(200);
            JsonNode bounds = answer.result().path("bounds");
            assertThat(bounds.at("/attempts/most").asInt()).isEqualTo(3);
            assertThat(texts(bounds.at("/attempts/way"))).containsExactly("s", "split", "a", "b");
            assertThat(bounds.at("/time/most_ms").asLong()).isEqualTo(2000 + 72_000 + 2000);
            assertThat(bounds.at("/own_time/most_ms").asLong()).isEqualTo(2000 + 1200 + 2000);
            assertThat(bounds.at("/cost/most_usd").decimalValue()).isEqualByComparingTo("0.01125");
            assertThat(bounds.at("/cost_of_all_attempts/most_usd").decimalValue())
                    .isEqualByComparingTo("0.03375");
            assertThat(texts(bounds.at("/cost/unbounded"))).isEmpty();
        }

        @Test
        void says_how_likely_each_model_is_met() {
            JsonNode models = analyse(made(TWO_MODELS)).result().path("models");

            assertThat(models.get(0).toString())
                    .isEqualTo(
                            "{\"element_id\":\"a\",\"provider\":\"openai\",\"model\":\"gpt-5\","
                                    + "\"chance\":{\"least\":0.1,\"most\":0.1},\"chance_if_all_answer\":{\"least\":0.1,\"most\":0.1}}");
            assertThat(models.get(1).at("/chance/least").asDouble()).isEqualTo(0.9);
            assertThat(models.get(1).at("/chance/most").asDouble()).isEqualTo(1.0);
            assertThat(models.get(1).at("/chance_if_all_answer/most").asDouble())
                    .isEqualTo(0.9);
        }

        @Test
        void finds_what_is_odd_with_its_place() {
            JsonNode analysis = analyse(made(SampleRoutes.ELEMENTS)).result();

            assertThat(findings(analysis))
                    .containsExactly(
                            "warning no_credential [\"elements\",\"4\",\"properties\",\"provider\"]",
                            "warning out_of_reach [\"elements\",\"5\",\"properties\",\"provider\"]",
                            "warning no_time_limit [\"elements\",\"5\",\"properties\",\"timeout\"]",
                            "warning no_model [\"elements\",\"6\"]",
                            "note no_price [\"elements\",\"5\",\"properties\",\"model\"]",
                            "note dead_end [\"elements\",\"5\",\"outputs\",\"fallback\"]");
            assertThat(analysis.at("/bounds/time/most_ms").isNull()).isTrue();
            assertThat(texts(analysis.at("/bounds/time/unbounded"))).containsExactly("small");
            assertThat(texts(analysis.at("/bounds/cost/unbounded"))).containsExactly("small");
        }

        @Test
        void has_errors_and_no_bounds_for_an_unsound_version() {
            JsonNode analysis = analyse(made(SampleRoutes.UNSOUND)).result();

            assertThat(findings(analysis))
                    .containsExactly(
                            "error incomplete [\"elements\"]",
                            "error missing_element [\"elements\",\"0\",\"outputs\",\"next\",\"elementId\"]");
            assertThat(analysis.path("bounds").isNull()).isTrue();
        }

        @Test
        void goes_by_keys_and_prices_of_now() {
            JsonNode made = made(TWO_MODELS);
            List<String> before = findings(analyse(made).result());

            Server.Answer kept = server.post("/gateways/main/provider_configs", """
                    {"alias": "main", "default_config": true, "provider_slug": "openai", "secret": "sk-123456789"}""");

            assertThat(kept.status()).as(kept.body().toString()).isEqualTo(200);
            assertThat(before).anyMatch(finding -> finding.startsWith("warning no_credential"));
            assertThat(findings(analyse(made).result()))
                    .containsExactly("note dead_end [\"elements\",\"3\",\"outputs\",\"fallback\"]");
        }

        @Test
        void goes_by_the_pauses_of_its_gateway() {
            JsonNode made = made(TWO_MODELS);

            String slower = SampleGateways.tree(SampleGateways.gateway("main"))
                    .put("retry_delay", 5000)
                    .toString();
            Server.Answer kept = server.put("/gateways/main", slower);

            assertThat(kept.status()).as(kept.body().toString()).isEqualTo(200);

            assertThat(analyse(made).result().at("/bounds/own_time/most_ms").asLong())
                    .isEqualTo(2000 + 6000 + 2000);
        }

        @Test
        void does_not_find_what_is_not_there() {
            JsonNode made = made(TWO_MODELS);
            String one = ALL + "/" + made.path("id").asText() + "/versions/";

            for (String missing : List.of(
                    one + UUID.randomUUID(),
                    one + "1",
                    one.replace(made.path("id").asText(), UUID.randomUUID().toString())
                            + made.at("/version/version_id").asText(),
                    one.replace("main", "none") + made.at("/version/version_id").asText())) {
                assertThat(server.get(missing + "/analysis").status())
                        .as(missing)
                        .isEqualTo(404);
            }
        }
    }

    @Nested
    class Answers_about {
        @Test
        void one_route_show_the_analysis_of_its_version() {
            JsonNode made = made(TWO_MODELS);
            JsonNode analysis = analyse(made).result();

            assertThat(made.at("/version/analysis")).isEqualTo(analysis);
            assertThat(server.get(ALL + "/" + made.path("id").asText()).result().at("/version/analysis"))
                    .isEqualTo(analysis);
        }

        @Test
        void one_version_show_its_analysis() {
            JsonNode route = made(SampleRoutes.PLAIN);
            String versions = ALL + "/" + route.path("id").asText() + "/versions";

            JsonNode made = server.post(versions, version(TWO_MODELS)).result();

            String id = made.path("version_id").asText();
            assertThat(made.path("analysis"))
                    .isEqualTo(server.get(versions + "/" + id + "/analysis").result());
        }

        @Test
        void many_show_none() {
            JsonNode made = made(TWO_MODELS);

            assertThat(server.get(ALL).body().findValue("analysis")).isNull();
            assertThat(server.get(ALL + "/" + made.path("id").asText() + "/versions")
                            .body()
                            .findValue("analysis"))
                    .isNull();
        }
    }
}
