package dev.penstock.http.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.application.port.Await;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrangeDatasetsTest {
    private final Server server = new Server();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 7, 42})
    void any_dataset_and_any_evaluation_is_taken_and_worked_off_or_refused(long seed) {
        Random random = new Random(seed);
        SpoiledJson spoiled = new SpoiledJson(random);
        server.post("/gateways", SampleGateways.gateway("main"));
        JsonNode dataset = server.post("/gateways/main/datasets", SampleDatasets.dataset("whole"))
                .result();
        for (int round = 0; round < 200; round++) {
            boolean evaluation = random.nextInt(3) == 0;
            JsonNode sent = spoiled.of(SampleGateways.tree(
                    evaluation
                            ? SampleDatasets.evaluation("e" + round, dataset)
                            : SampleDatasets.dataset("d" + round)));

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
}
