package dev.penstock.http.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever people send, the server never says that something is wrong with itself. */
class StrangeInputTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> JUNK = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e300",
            "-0.0",
            "9223372036854775808",
            "1e-300",
            "\"\"",
            "\"fixed\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "{\"enabled\":null}",
            "{\"\":{}}",
            "[{}]",
            "{\"prompt\":{\"S99\":{}},\"response\":{\"S98\":[]}}",
            "[{\"url\":null,\"headers\":{\"\":null}}]",
            "{\"rules\":[{\"limit\":1e308,\"limitType\":\"cost\",\"window\":1,\"metadata\":{\"a\":null}}]}");
    private static final List<String> PARAMETERS = List.of(
            "page",
            "per_page",
            "search",
            "order_by",
            "order_by_direction",
            "filters",
            "filters.key",
            "filters.value",
            "filters.operator",
            "filters.",
            "start_date",
            "end_date",
            "min_cost",
            "max_tokens_in",
            "feedback",
            "success",
            "model",
            "direction",
            "meta_info");
    private static final List<String> VALUES = List.of(
            "",
            "1",
            "0",
            "-1",
            "1e400",
            "NaN",
            "Infinity",
            "0x10",
            "1_0",
            "true",
            "null",
            "[]",
            "{}",
            "[null]",
            "[[[",
            "model",
            "created_at",
            "eq",
            "gt",
            "cost",
            "2026-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "2026-02-30T00:00:00Z",
            "9999-12-31T23:59:59+18:00",
            "a\0b",
            "\ud83d\ude00",
            "[{\"key\":\"cost\",\"operator\":\"lt\",\"value\":[1e300,null,true]}]",
            "[{\"key\":\"created_at\",\"operator\":\"gt\",\"value\":[1e18,\"x\",-1]}]");

    private final Server server = new Server();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 7, 42})
    void any_body_is_taken_or_refused(long seed) throws JsonProcessingException {
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            ObjectNode settings = SampleGateways.tree(SampleGateways.gateway("g" + round));
            settings.setAll(SampleGateways.tree(SampleGateways.OPTIONAL));
            int changes = 1 + random.nextInt(3);
            for (int i = 0; i < changes; i++) {
                spoil(settings, random);
            }

            Server.Answer answer = server.post("/gateways", settings.toString());

            assertThat(answer.status())
                    .as("seed %d, round %d: %s", seed, round, settings)
                    .isIn(200, 400);
        }
        assertThat(server.get("/gateways").status()).isEqualTo(200);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 7, 42})
    void any_query_is_taken_or_refused(long seed) {
        Random random = new Random(seed);
        server.logs.append(List.of(SampleLogs.row(SampleLogs.full(1, "m")), SampleLogs.row(SampleLogs.bare(2))));
        for (int round = 0; round < 300; round++) {
            List<String> pairs = new ArrayList<>();
            int count = random.nextInt(6);
            for (int i = 0; i < count; i++) {
                pairs.add(pick(PARAMETERS, random) + "="
                        + URLEncoder.encode(pick(VALUES, random), StandardCharsets.UTF_8));
            }
            String query = String.join("&", pairs);

            Server.Answer answer = server.get("/gateways/main/logs?" + query);

            assertThat(answer.status())
                    .as("seed %d, round %d: %s", seed, round, query)
                    .isIn(200, 400);
        }
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

    /** Puts junk in the place of some value, however deep. */
    static void spoil(JsonNode node, Random random) throws JsonProcessingException {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = pick(names, random);
            if (object.get(name).isContainerNode() && random.nextInt(3) > 0) {
                spoil(object.get(name), random);
            } else {
                object.set(name, JSON.readTree(pick(JUNK, random)));
            }
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            int index = random.nextInt(array.size());
            if (array.get(index).isContainerNode() && random.nextInt(3) > 0) {
                spoil(array.get(index), random);
            } else {
                array.set(index, JSON.readTree(pick(JUNK, random)));
            }
        }
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
