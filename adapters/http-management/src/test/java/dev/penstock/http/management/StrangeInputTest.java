package dev.penstock.http.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Input that is no mistake of typing; {@link FuzzTest} sends the rest. */
class StrangeInputTest {
    private final Server server = new Server();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 7, 42})
    void any_dataset_and_any_evaluation_is_taken_or_refused(long seed) throws JsonProcessingException {
        Random random = new Random(seed);
        server.post("/gateways", SampleGateways.gateway("main"));
        JsonNode dataset = server.post("/gateways/main/datasets", SampleDatasets.dataset("whole"))
                .result();
        for (int round = 0; round < 200; round++) {
            boolean evaluation = random.nextInt(3) == 0;
            ObjectNode sent = SampleGateways.tree(
                    evaluation ? SampleDatasets.evaluation("e" + round, dataset) : SampleDatasets.dataset("d" + round));
            spoil(sent, random);
            spoil(sent, random);

            Server.Answer answer =
                    server.post("/gateways/main/" + (evaluation ? "evaluations" : "datasets"), sent.toString());

            assertThat(answer.status())
                    .as("seed %d, round %d: %s", seed, round, sent)
                    .isIn(200, 400);
        }
        server.runner.start();
        Await.until(
                "all are processed", () -> server.evaluations.nextUnfinished().isEmpty());
        assertThat(server.get("/gateways/main/datasets?search=%22").status()).isEqualTo(200);
    }

    @Test
    void unknown_guardrail_codes_may_hold_anything() {
        ObjectNode settings = SampleGateways.tree(SampleGateways.gateway("main"));
        settings.set(
                "guardrails",
                SampleGateways.tree(
                        "{\"prompt\": {\"S99\": {\"a\": [1]}, \"S1\": \"FLAG\"}, \"response\": {\"X\": null}}"));

        Server.Answer answer = server.post("/gateways", settings.toString());

        assertThat(answer.result().path("guardrails")).hasToString("{\"prompt\":{\"S1\":\"FLAG\"},\"response\":{}}");
    }

    @Test
    void a_flood_of_mistakes_is_cut_short() {
        ObjectNode settings = SampleGateways.tree(SampleGateways.gateway("main"));
        ArrayNode rules = settings.putObject("spend_limits").putArray("rules");
        for (int i = 0; i < 100_000; i++) {
            rules.add(0);
        }

        Server.Answer answer = server.post("/gateways", settings.toString());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors")).hasSize(1000);
    }
}
