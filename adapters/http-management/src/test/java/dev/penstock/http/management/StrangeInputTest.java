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
