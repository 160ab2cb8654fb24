package dev.penstock.bootstrap;

import static dev.penstock.bootstrap.RunningServer.ACCOUNT;
import static dev.penstock.bootstrap.RunningServer.CHAT;
import static dev.penstock.bootstrap.RunningServer.chat;
import static dev.penstock.bootstrap.RunningServer.streamed;
import static dev.penstock.bootstrap.Traffic.step;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.fakeprovider.AbortedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider and the log hear of a caller who closes the connection, at a whole server. */
class CallerLeavesTest {
    private static final String COMPAT = "compat/chat/completions";
    private static final String MODEL = "gpt-4o-mini";
    private static final String CLAUDE = "claude-haiku-4-5";
    private static final Duration SOON = Duration.ofMillis(100);
    /** A busy machine may be late now and then, but not each time. */
    private static final int TRIES = 10;

    @RegisterExtension
    static final LoopbackProvider PROVIDER = new LoopbackProvider();

    @SuppressWarnings("NullAway.Init") // JUnit starts it before the first test
    private static RunningServer server;

    private Traffic traffic = new Traffic(server, "");
    private long aborts;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = RunningServer.in(folder, PROVIDER);
    }

    @BeforeEach
    void make() {
        traffic = Traffic.through(server, "");
        aborts = PROVIDER.get().abortedResponses();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Leaves when the provider was asked, and says how long it took until the provider heard of that. */
    private Duration leaveUnanswered(String below, String body) throws IOException {
        long asked = PROVIDER.get().requests();
        try (Socket caller = send(below, body)) {
            Await.until("the provider is asked", () -> PROVIDER.get().requests() == asked + calls(body));
            return leave(caller);
        }
    }

    private static int calls(String body) {
        return body.contains("fake-status-500") ? 2 : 1;
    }

    /** Leaves when events of the answer have come. */
    private Duration leaveAmidAStream(String below, String body) throws IOException {
        try (Socket caller = send(below, body)) {
            InputStream in = caller.getInputStream();
            StringBuilder heard = new StringBuilder();
            byte[] some = new byte[1024];
            while (heard.indexOf("data:") < 0) {
                int count = in.read(some);
                assertThat(count).as(heard.toString()).isPositive();
                heard.append(new String(some, 0, count, StandardCharsets.UTF_8));
            }
            assertThat(heard.toString()).startsWith("HTTP/1.1 200");
            return leave(caller);
        }
    }

    private Socket send(String below, String body, String... lines) throws IOException {
        Socket caller = new Socket(InetAddress.getLoopbackAddress(), server.port());
        String head =
                "POST /v1/%s/%s/%s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n"
                        .formatted(
                                ACCOUNT,
                                traffic.gateway(),
                                below,
                                String.join("", lines),
                                body.getBytes(StandardCharsets.UTF_8).length);
        caller.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
        return caller;
    }

    private Duration leave(Socket caller) throws IOException {
        long before = PROVIDER.get().abortedResponses();
        Instant left = Instant.now();
        caller.close();
        Await.until("the provider hears of it", () -> PROVIDER.get().abortedResponses() == before + 1);
        List<AbortedRequest> heard = PROVIDER.get().lastAborts();
        return Duration.between(left, heard.get(heard.size() - 1).at());
    }

    private interface Leaving {
        Duration leave() throws IOException;
    }

    /** The provider hears of it soon, and the log has each request once. */
    private void assertCancelled(Leaving leaving) throws IOException {
        List<Duration> taken = new ArrayList<>();
        do {
            taken.add(leaving.leave());
        } while (taken.get(taken.size() - 1).compareTo(SOON) > 0 && taken.size() < TRIES);

        assertThat(taken).anySatisfy(duration -> assertThat(duration).isLessThanOrEqualTo(SOON));
        assertThat(PROVIDER.get().abortedResponses() - aborts).isEqualTo(taken.size());
        assertThat(traffic.logs(taken.size()))
                .extracting(log -> log.path("outcome").asText())
                .containsOnly("cancelled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fake-hang", "fake-latency-20000", "fake-late-first-token-20000"})
    void before_the_first_byte(String fault) throws IOException {
        assertCancelled(() -> leaveUnanswered(CHAT, chat(MODEL + "+" + fault)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fake-hang", "fake-late-first-token-20000"})
    void before_the_first_byte_of_a_stream(String fault) throws IOException {
        assertCancelled(() -> leaveUnanswered(CHAT, streamed(MODEL + "+" + fault)));
    }

    @Test
    void amid_a_stream() throws IOException {
        assertCancelled(() -> leaveAmidAStream(CHAT, streamed(MODEL + "+fake-stalled-stream")));
    }

    @Test
    void amid_a_stream_that_still_flows() throws IOException {
        assertCancelled(() -> leaveAmidAStream(CHAT, streamed(MODEL + "+fake-slow-stream")));
    }

    @Test
    void before_the_first_byte_of_a_translated_answer() throws IOException {
        assertCancelled(() -> leaveUnanswered(COMPAT, chat("anthropic/" + CLAUDE + "+fake-hang")));
    }

    @Test
    void amid_a_translated_stream() throws IOException {
        assertCancelled(() -> leaveAmidAStream(COMPAT, streamed("anthropic/" + CLAUDE + "+fake-stalled-stream")));
    }

    @Test
    void amid_a_stream_of_another_api() throws IOException {
        String body = "{\"model\":\"anthropic/" + CLAUDE
                + "+fake-stalled-stream\",\"input\":\"hello there\",\"stream\":true}";

        assertCancelled(() -> leaveAmidAStream("compat/responses", body));
    }

    @Test
    void during_a_step_of_a_universal_request() throws IOException {
        String down = step("openai", "chat/completions", chat("fake-status-500"), "");
        String hanging = step("anthropic", "v1/messages", chat(CLAUDE + "+fake-hang", ",\"max_tokens\":9"), "");
        String never = step("openai", "chat/completions", chat(MODEL), "");
        long asked = PROVIDER.get().requests();

        Duration taken = leaveUnanswered("", "[" + down + "," + hanging + "," + never + "]");

        assertThat(taken).isLessThan(Duration.ofSeconds(5));
        assertThat(traffic.logs(2))
                .extracting(log ->
                        log.path("step").asInt() + " " + log.path("outcome").asText())
                .containsExactly("0 complete", "1 cancelled");
        assertThat(PROVIDER.get().requests()).isEqualTo(asked + 2);
    }

    @Test
    void during_the_pause_before_a_retry() throws IOException {
        long asked = PROVIDER.get().requests();
        try (Socket caller =
                send(CHAT, chat("fake-status-500"), "cf-aig-max-attempts: 5\r\n", "cf-aig-retry-delay: 60000\r\n")) {
            traffic.logs(1);
            assertThat(caller.isConnected()).isTrue();
        }

        List<JsonNode> logs = traffic.logs(2);

        assertThat(logs)
                .extracting(log -> log.path("status_code").asInt() + " "
                        + log.path("outcome").asText())
                .containsExactlyInAnyOrder("500 complete", "499 cancelled");
        assertThat(logs.get(0).path("event_id")).isEqualTo(logs.get(1).path("event_id"));
        assertThat(PROVIDER.get().requests()).isEqualTo(asked + 1);
    }
}
