package dev.penstock.http.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.SampleGateways;
import dev.penstock.fakeprovider.SeenRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is between a caller and the gateway never reaches a provider, whichever way a request takes (data plane, section 1). */
class NothingOfOursGoesOnTest {
    private static final String REST = "/client/v4/accounts/" + SampleGateways.ACCOUNT + "/ai";
    private static final String CANARY = "canary-51c2";
    private static final List<String> OURS = List.of(
            "cf-aig-skip-cache",
            "cf-aig-cache-ttl",
            "cf-aig-cache-key",
            "cf-aig-collect-log",
            "cf-aig-collect-log-payload",
            "cf-aig-metadata",
            "cf-aig-custom-cost",
            "cf-aig-request-timeout",
            "cf-aig-max-attempts",
            "cf-aig-retry-delay",
            "cf-aig-backoff",
            "cf-aig-event-id",
            "cf-aig-byok-alias",
            "cf-aig-no-wholesale",
            "cf-aig-zdr",
            "cf-aig-otel-trace-id",
            "cf-aig-otel-parent-span-id",
            "cf-aig-session-id",
            "cf-aig-turn-id",
            "cf-aig-no-session-affinity",
            "cf-aig-allowed-models",
            "cf-aig-allowed-providers",
            "cf-aig-of-tomorrow",
            "penstock-single-flight",
            "penstock-rescue",
            "penstock-first-token-timeout",
            "penstock-stall-timeout",
            "penstock-of-tomorrow",
            "cf-skip-cache",
            "cf-cache-ttl",
            "cf-connecting-ip",
            "cf-connecting-ipv6",
            "cf-ipcountry",
            "cf-visitor",
            "cf-ray",
            "cf-worker",
            "cf-ew-via",
            "cf-access-jwt-assertion",
            "cdn-loop",
            "sec-websocket-key",
            "sec-websocket-version",
            "sec-websocket-extensions",
            "sec-websocket-protocol",
            "proxy-authorization",
            "x-named-by-connection");

    private final Door door = new Door();

    @AfterEach
    void close() {
        door.close();
    }

    /** A request in one of the forms that the data plane takes; its provider knows a path. */
    record Way(String path, String body, String theirs) {}

    private static String chat(String model) {
        return "{\"model\":\"%s\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"
                .formatted(model);
    }

    private static String run(String model) {
        return "{\"model\":\"%s\",\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}}".formatted(model);
    }

    private static String step(String headers) {
        return "[{\"provider\":\"openai\",\"endpoint\":\"chat/completions\",\"headers\":{%s},\"query\":%s}]"
                .formatted(headers, chat("gpt-4o"));
    }

    /** The same headers in a step, which goes out with its own headers alone. */
    private static String headersOfStep() {
        return OURS.stream()
                .map(name -> "\"%s\":\"%s\"".formatted(name, CANARY))
                .collect(Collectors.joining(
                        ",",
                        "\"connection\":\"x-named-by-connection\",\"authorization\":\"Bearer %1$s\",\"cf-aig-authorization\":\"%1$s\","
                                .formatted(Door.TOKEN),
                        ""));
    }

    private static Stream<Arguments> ways() {
        String responses = "{\"model\":\"openai/gpt-4o\",\"input\":\"x\"}";
        return Stream.of(
                way(
                        "a provider's own path",
                        Door.BASE + "/openai/chat/completions",
                        chat("gpt-4o"),
                        "/chat/completions"),
                way(
                        "unified, passed through",
                        Door.BASE + "/compat/chat/completions",
                        chat("openai/gpt-4o"),
                        "/chat/completions"),
                way(
                        "unified, translated",
                        Door.BASE + "/compat/chat/completions",
                        chat("anthropic/claude"),
                        "/v1/messages"),
                way("universal", Door.BASE, step(headersOfStep()), "/chat/completions"),
                way("run below a gateway", Door.BASE + "/run", run("openai/gpt-4o"), "/chat/completions"),
                way("run, REST", REST + "/run", run("openai/gpt-4o"), "/chat/completions"),
                way("run, translated", REST + "/run", run("google/gemini"), "/v1beta/openai/chat/completions"),
                way("chat, REST", REST + "/v1/chat/completions", chat("groq/llama"), "/chat/completions"),
                way("responses", REST + "/v1/responses", responses, "/responses"),
                way("messages", REST + "/v1/messages", chat("openai/gpt-4o"), "/chat/completions"));
    }

    private static Arguments way(String name, String path, String body, String theirs) {
        return Arguments.of(Named.of(name, new Way(path, body, theirs)));
    }

    private SeenRequest seen(Way way, String query, List<String> headers) throws IOException {
        door.post(way.path() + query, way.body(), headers.toArray(String[]::new));
        List<SeenRequest> seen = door.provider().lastRequests();
        assertThat(seen).as("what the provider saw").hasSize(1);
        assertThat(seen.getFirst().path()).endsWith(way.theirs());
        return seen.getFirst();
    }

    private static String everything(SeenRequest seen) {
        return seen.path() + seen.query() + seen.headers() + seen.bodyStart();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void no_header_of_the_gateway_or_the_connection_reaches_a_provider(Way way) throws IOException {
        List<String> headers = new ArrayList<>();
        OURS.forEach(name -> headers.add(name.toUpperCase(Locale.ROOT) + ": " + CANARY));
        headers.add("Connection: keep-alive, x-named-by-connection");
        headers.add("Cookie: CF_Authorization=" + CANARY + "; CF_Authorization=" + CANARY);
        headers.add("Authorization: Bearer " + Door.TOKEN);
        headers.add("cf-aig-gateway-id: gw");

        SeenRequest seen = seen(way, "", headers);

        assertThat(everything(seen)).doesNotContain(CANARY).doesNotContain(Door.TOKEN);
        assertThat(seen.headers().keySet())
                .noneMatch(name -> name.startsWith("cf-")
                        || name.startsWith("penstock-")
                        || name.startsWith("sec-websocket-")
                        || name.equals("cookie"));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void the_gateways_token_reaches_no_provider_wherever_it_stands(Way way) throws IOException {
        SeenRequest seen = seen(
                way,
                "?key=" + Door.TOKEN + "&a=1",
                List.of(
                        "cf-aig-gateway-id: gw",
                        "cf-aig-authorization: Bearer " + Door.TOKEN,
                        "Authorization: Bearer " + Door.TOKEN,
                        "x-api-key: " + Door.TOKEN,
                        "x-goog-api-key: " + Door.TOKEN,
                        "api-key: " + Door.TOKEN,
                        "xi-api-key: " + Door.TOKEN,
                        "sec-websocket-protocol: cf-aig-authorization." + Door.TOKEN));

        assertThat(everything(seen)).doesNotContain(Door.TOKEN);
    }
}
