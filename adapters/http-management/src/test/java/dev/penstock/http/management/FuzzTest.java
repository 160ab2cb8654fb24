package dev.penstock.http.management;

import static dev.penstock.http.management.RawClient.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.domain.log.LogEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Sends malformed input of every kind to every operation of the document. The build sends the same each time; {@code
 * -Dpenstock.fuzz.seed=...} sends something else, and {@code -Dpenstock.fuzz.seconds=...} goes on for longer.
 */
class FuzzTest {
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("penstock.fuzz.seconds", 10));
    private static final int MOST_ROUNDS = 10_000;
    private static final int CALLS_TO_EACH = 12;
    private static final String GATEWAYS = "/accounts/{account_id}/ai-gateway/gateways";
    private static final String LOGS = GATEWAYS + "/{gateway_id}/logs";
    private static final int NO_ROUTE = 7003;

    private final long seed = Long.getLong("penstock.fuzz.seed", 2026);
    private final Random random = new Random(seed);
    private final ValidInput valid = new ValidInput(random);
    private final SpoiledJson spoiledJson = new SpoiledJson(random);
    private final SpoiledBytes spoiledBytes = new SpoiledBytes(random);
    private final SpoiledCall spoiledCall = new SpoiledCall(random);
    private final KnownIds known = new KnownIds();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Server server = new Server();
    private final RawClient client = new RawClient(server.port());
    private @Nullable List<String> before;

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void bad_input_is_refused_in_the_words_of_the_contract_and_changes_nothing() {
        System.out.println("fuzz: -Dpenstock.fuzz.seed=" + seed);
        long end = System.nanoTime() + TIME.toNanos();
        for (int round = 0; round < MOST_ROUNDS && System.nanoTime() < end; round++) {
            playRound();
        }
        System.out.println("fuzz: answers by status " + statuses);

        assertThat(statuses.keySet()).as("seed %d", seed).contains(200, 400, 403, 404, 405);
        assertThat(server.send(server.request("/healthz")).status()).isEqualTo(200);
    }

    private void playRound() {
        List<String> operations = operations();
        prepare();
        for (String operation : operations) {
            for (int i = 0; i < CALLS_TO_EACH; i++) {
                send(operation, spoiled(operation));
            }
            assertUnchanged(operation);
        }
        operations.forEach(this::removeAll);
    }

    /** Makes one of everything that can be made, parents first. */
    private void prepare() {
        before = null;
        known.add("/accounts", Server.ACCOUNT);
        if (server.post("/gateways", SampleGateways.gateway("main")).status() == 200) {
            known.add(GATEWAYS, "main");
            for (LogEntry log : List.of(SampleLogs.full(1, "m"), SampleLogs.bare(2))) {
                server.logs.append(List.of(SampleLogs.row(log, SampleLogs.part("{\"a\":1}"), null)));
                known.add(LOGS, log.key().id().toString());
            }
        }
        operations().stream()
                .filter(operation -> operation.startsWith("POST "))
                .sorted(Comparator.comparingInt(String::length))
                .forEach(operation -> send(operation, call(operation)));
    }

    /** All but the probes, which take no input. */
    private static List<String> operations() {
        return OurDocument.description().operations().stream()
                .filter(operation -> !OurDocument.description()
                        .at(operation)
                        .path("security")
                        .isArray())
                .toList();
    }

    private static String path(String operation) {
        return operation.substring(operation.indexOf(' ') + 1);
    }

    private static JsonNode bodySchema(String operation) {
        return OurDocument.description().at(operation).at("/requestBody/content/application~1json/schema");
    }

    private RawCall call(String operation) {
        String path = known.path(path(operation), random, valid);
        String query = OurDocument.description()
                .parameters(operation)
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .filter(parameter -> parameter.path("required").asBoolean())
                .map(parameter -> parameter.path("name").asText() + "="
                        + valid.of(parameter.path("schema")).asText())
                .reduce("", (pairs, pair) -> pairs + "&" + pair);
        JsonNode schema = bodySchema(operation);
        String target = (path.startsWith("/accounts/") && random.nextBoolean() ? "/client/v4" : "") + path;
        return RawCall.of(
                operation.substring(0, operation.indexOf(' ')),
                query.isEmpty() ? target : target + "?" + query.substring(1),
                schema.isMissingNode() ? null : utf8(valid.of(schema).toString()));
    }

    private RawCall spoiled(String operation) {
        RawCall call = call(operation);
        JsonNode schema = bodySchema(operation);
        if (schema.isMissingNode() ? random.nextInt(8) > 0 : random.nextInt(4) == 0) {
            return spoiledCall.of(call, OurDocument.description().at(operation));
        }
        JsonNode body = schema.isMissingNode() ? OurDocument.TREE.path("info") : valid.of(schema);
        RawCall changed = random.nextBoolean()
                ? call.withBody(utf8(spoiledJson.of(body).toString()))
                : call.withBody(spoiledBytes.of(body.toString()));
        return random.nextInt(4) == 0 ? changed.withFraming(RawCall.Framing.CHUNKED) : changed;
    }

    private void send(String operation, RawCall call) {
        try {
            if (before == null) {
                before = state();
            }
            Optional<Seen> answer = client.send(call);
            statuses.merge(answer.map(Seen::status).orElse(0), 1, Integer::sum);
            if (answer.isEmpty()) {
                assertThat(call.keepsConnection())
                        .as("a readable request gets an answer")
                        .isFalse();
            } else {
                check(answer.get());
                learn(operation, call, answer.get());
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed %d, %s, %s".formatted(seed, operation, call), e);
        }
    }

    private void learn(String operation, RawCall call, Seen answer) {
        if (answer.status() < 300
                && !call.method().equals("GET")
                && !call.method().equals("HEAD")) {
            before = null;
            if (call.method().equals("DELETE")) {
                prepare();
            } else if (call.method().equals("POST") && operation.startsWith("POST ")) {
                known.learn(path(operation), answer);
            }
        }
    }

    private static void check(Seen answer) {
        JsonNode body = answer.body();
        assertThat(answer.status()).as("%s", answer).isLessThan(500);
        if (answer.status() >= 400 && !answer.method().equals("HEAD")) {
            assertThat(body.path("success").isBoolean() && !body.path("success").asBoolean())
                    .as("%s", answer)
                    .isTrue();
            assertThat(body.path("errors")).as("%s", answer).isNotEmpty().allSatisfy(error -> {
                assertThat(error.path("code").isInt()).isTrue();
                assertThat(error.path("message").asText()).isNotBlank();
            });
        }
        if (isFromAnOperation(answer)) {
            Contract.check(answer);
            OurDocument.check(answer);
        }
    }

    /** What the door says to unknown paths, other methods and unreadable requests is not described by operations. */
    private static boolean isFromAnOperation(Seen answer) {
        return answer.body().at("/errors/0/code").asInt() != NO_ROUTE
                && !answer.body().at("/errors/0/message").asText().endsWith("readable as HTTP")
                && !List.of(405, 414, 431).contains(answer.status());
    }

    /** Everything that can be seen from outside. */
    private List<String> state() {
        List<String> state = new ArrayList<>();
        for (String operation : operations()) {
            if (operation.startsWith("GET ")) {
                for (String path : known.paths(path(operation))) {
                    Seen seen = client.send(RawCall.of("GET", path, null)).orElseThrow();
                    state.add(path + " " + seen.status() + " " + seen.body());
                }
            }
        }
        return state;
    }

    private void assertUnchanged(String operation) {
        if (before != null) {
            assertThat(state()).as("seed %d, after %s", seed, operation).isEqualTo(before);
        }
    }

    private void removeAll(String operation) {
        String path = path(operation);
        if (operation.startsWith("DELETE ") && path.endsWith("}")) {
            for (String one : known.paths(path)) {
                client.send(RawCall.of("DELETE", one, null));
            }
            known.forget(path.substring(0, path.lastIndexOf('/')));
        }
    }
}
