package dev.penstock.http.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes that chance has drawn: what is well formed comes back as it was sent, and nothing at all upsets the server. */
class StrangeRoutesTest {
    private static final String ALL = "/gateways/main/routes";
    private static final List<String> TYPES = List.of("start", "conditional", "percentage", "rate", "model", "end");
    private static final List<String> TEXTS =
            List.of("a", "e1", "metadata.plan", "body.messages.0.role", "\u00fc\ud83d\ude00", "x y", "\"\\", "1");

    private final Server server = new Server();

    @BeforeEach
    void make_the_gateway() {
        server.post("/gateways", SampleGateways.gateway("main"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 7, 42})
    void what_is_well_formed_comes_back_as_it_was_sent(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            ObjectNode sent = route("r" + round, random);

            Server.Answer answer = server.post(ALL, sent.toString());

            assertThat(answer.status())
                    .as("seed %d, round %d: %s", seed, round, sent)
                    .isEqualTo(200);
            assertThat(answer.result().path("elements").toString())
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(sent.path("elements").toString());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 7, 42})
    void any_body_is_taken_or_refused(long seed) throws JsonProcessingException {
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            JsonNode sent = new SpoiledJson(random).of(route("r" + round, random));

            Server.Answer answer = server.post(ALL, sent.toString());

            assertThat(answer.status())
                    .as("seed %d, round %d: %s", seed, round, sent)
                    .isIn(200, 400, 413);
        }
        assertThat(server.get(ALL).status()).isEqualTo(200);
    }

    private static ObjectNode route(String name, Random random) {
        ObjectNode route = SampleGateways.tree("{}");
        route.put("name", name);
        ArrayNode elements = route.putArray("elements");
        int count = random.nextInt(8);
        for (int i = 0; i < count; i++) {
            element(elements.addObject(), random);
        }
        return route;
    }

    private static void element(ObjectNode element, Random random) {
        String type = pick(TYPES, random);
        element.put("id", pick(TEXTS, random)).put("type", type);
        switch (type) {
            case "conditional" -> filter(element.putObject("properties").putObject("conditions"), 3, random);
            case "percentage" -> {
                if (random.nextBoolean()) {
                    element.putObject("properties").put("key", pick(List.of("metadata.user_id", "user"), random));
                }
            }
            case "rate" ->
                element.putObject("properties")
                        .put("limitType", random.nextBoolean() ? "count" : "cost")
                        .put("key", pick(List.of("", "metadata.user_id", "user", "headers.x-a"), random))
                        .put("limit", random.nextInt(9) - 2)
                        .put("window", random.nextInt(9000) - 100);
            case "model" ->
                element.putObject("properties")
                        .put("provider", pick(TEXTS, random))
                        .put("model", pick(TEXTS, random))
                        .put("timeout", random.nextInt(90000) - 10)
                        .put("retries", random.nextInt(9) - 1);
            default -> {}
        }
        outputs(element.putObject("outputs"), type, random);
    }

    private static void outputs(ObjectNode outputs, String type, Random random) {
        List<String> labels = switch (type) {
            case "start" -> List.of("next");
            case "conditional" -> List.of("false", "true");
            case "percentage" -> List.of("else", "10%", "half", "0.5% (b)").subList(0, random.nextInt(5));
            case "end" -> List.of();
            default -> List.of("fallback", "success");
        };
        labels.forEach(label -> outputs.putObject(label).put("elementId", pick(TEXTS, random)));
    }

    private static void filter(ObjectNode filter, int depth, Random random) {
        int members = random.nextInt(4);
        for (int i = 0; i < members; i++) {
            if (depth > 0 && random.nextInt(3) == 0) {
                ArrayNode parts = filter.putArray(pick(List.of("$and", "$or", "$nor"), random));
                filter(parts.addObject(), depth - 1, random);
                filter(parts.addObject(), depth - 1, random);
            } else {
                field(filter, "f" + random.nextInt(9) + "." + pick(List.of("a", "0", "\u00e9"), random), random);
            }
        }
    }

    private static void field(ObjectNode filter, String path, Random random) {
        JsonNode value = value(random);
        switch (random.nextInt(5)) {
            case 0 -> filter.set(path, value);
            case 1 -> filter.putObject(path).set("$eq", value);
            case 2 -> filter.putObject(path).putArray("$nin").add(value).addNull();
            case 3 ->
                filter.putObject(path).put("$exists", random.nextBoolean()).put("$gte", random.nextInt());
            default -> filter.putObject(path).putObject("$not").put("$regex", "^a+(b|c)*$");
        }
    }

    private static JsonNode value(Random random) {
        ObjectNode holder = SampleGateways.tree("{}");
        switch (random.nextInt(6)) {
            case 0 -> holder.put("v", random.nextLong());
            case 1 -> holder.put("v", random.nextInt(1000) / 8.0);
            case 2 -> holder.put("v", random.nextBoolean());
            case 3 -> holder.putNull("v");
            case 4 -> holder.putObject("v").putArray("deep").add(pick(TEXTS, random));
            default -> holder.put("v", pick(TEXTS, random));
        }
        return holder.path("v");
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
