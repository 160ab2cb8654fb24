package dev.penstock.http.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Provider configs that nobody would send on purpose are taken or refused, and no answer repeats a secret. */
class StrangeProviderConfigsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CANARY = "sk-strange-canary-";
    private static final List<String> JUNK = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "2.0",
            "1e300",
            "9223372036854775808",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"a/b\"",
            "\"custom-\"",
            "\"compat\"",
            "\"" + "x".repeat(300) + "\"",
            "[]",
            "{}",
            "[null]",
            "{\"secret\":\"" + CANARY + "\"}",
            "[\"" + CANARY + "\"]");

    private final Server server = new Server();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {2, 8, 43})
    void any_body_is_taken_or_refused(long seed) throws JsonProcessingException {
        server.post("/gateways", SampleGateways.gateway("main"));
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            ObjectNode config = SampleGateways.tree("""
                    {"provider_slug": "openai", "alias": "a%d", "default_config": true, "rate_limit": 5,
                     "rate_limit_period": 60, "secret": "%s\\n", "secret_id": "s%d"}""".formatted(round, CANARY, round));
            for (int i = random.nextInt(3); i >= 0; i--) {
                spoil(config, random);
            }

            Server.Answer made = server.post("/gateways/main/provider_configs", config.toString());
            String id = made.result().path("id").asText("none");
            Server.Answer rotated = server.put("/gateways/main/provider_configs/" + id, config.toString());

            String what = "seed %d, round %d: %s".formatted(seed, round, config);
            assertThat(made.status()).as(what).isIn(200, 400);
            assertThat(rotated.status()).as(what).isIn(200, 400, 404);
            assertThat(made.body() + " " + rotated.body()).as(what).doesNotContain(CANARY);
        }
        assertThat(server.get("/gateways/main/provider_configs").status()).isEqualTo(200);
    }

    private static void spoil(ObjectNode config, Random random) throws JsonProcessingException {
        List<String> names = new ArrayList<>();
        config.fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        if (random.nextInt(4) == 0) {
            config.remove(name);
        } else {
            config.set(name, JSON.readTree(JUNK.get(random.nextInt(JUNK.size()))));
        }
    }
}
