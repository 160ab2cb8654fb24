package dev.penstock.fakeprovider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {
    private static final Pattern TOKEN =
            Pattern.compile("\"(?:text_delta\",\"text|delta|content|text)\":\"(?: [a-z]|You)");
    private static final String BEARER = "Bearer bedrock-key";

    private final HandClock clock = new HandClock();
    private final RunningFakeProvider running = new RunningFakeProvider(FakeProviderOptions.defaults(), clock);

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void an_outage_starts_with_the_first_request_and_ends_by_the_clock() throws Exception {
        String chat = chat("gpt-4o-mini+fake-down-for-60000", false);

        assertThat(running.status("/v1/chat/completions", chat)).isEqualTo(503);
        clock.advance(Duration.ofMillis(59_999));
        assertThat(running.status("/v1/chat/completions", chat)).isEqualTo(503);
        clock.advance(Duration.ofMillis(1));
        assertThat(running.status("/v1/chat/completions", chat)).isEqualTo(200);
    }

    @Test
    void an_outage_may_end_at_a_moment() throws Exception {
        long end = clock.instant().plusSeconds(5).toEpochMilli();
        String chat = chat("fake-down-until-" + end, false);

        assertThat(running.status("/v1/messages", chat)).isEqualTo(503);
        clock.advance(Duration.ofSeconds(5));
        assertThat(running.status("/v1/messages", chat)).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions",
        "/v1/messages",
        "/v1/responses",
        "/model/m+fake-truncated-stream-after-40/converse-stream"
    })
    void a_stream_dies_after_as_many_tokens_as_the_model_says(String path) throws Exception {
        String received = received(path, "m+fake-truncated-stream-after-40");

        assertThat(TOKEN.matcher(received).results()).hasSize(40);
        assertThat(received).doesNotContain("[DONE]", "message_stop", "response.completed", "messageStop");
        assertThat(running.provider().abortedResponses()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions",
        "/v1/messages",
        "/v1/responses",
        "/model/m+fake-stalled-stream-after-20-for-40/converse-stream"
    })
    void a_stream_goes_silent_after_as_many_tokens_and_then_closes(String path) throws Exception {
        long start = System.nanoTime();

        String received = received(path, "m+fake-stalled-stream-after-20-for-40");

        assertThat(TOKEN.matcher(received).results()).hasSize(20);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(39));
    }

    @Test
    void any_fault_may_strike_the_first_requests_only() throws Exception {
        String chat = chat("m+fake-reset-first-1", false);

        assertThatThrownBy(() ->
                        open("/v1/chat/completions", chat).getInputStream().read())
                .isInstanceOf(IOException.class);
        assertThat(running.status("/v1/chat/completions", chat)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 500, 503})
    void a_status_may_come_once_in_every_dialect(int status) throws Exception {
        String model = "m+fake-status-" + status + "-first-1";
        String converse = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hello\"}]}]}";

        assertThat(running.status("/v1/chat/completions", chat(model, false))).isEqualTo(status);
        assertThat(running.status("/v1/messages", chat(model, false))).isEqualTo(200);
        assertThat(running.status("/model/" + model + "x/converse", converse, "Authorization", BEARER))
                .isEqualTo(200);
        assertThat(running.status("/model/n" + model + "/converse", converse, "Authorization", BEARER))
                .isEqualTo(status);
    }

    @Test
    void refuses_to_continue_an_answer_of_the_assistant() throws Exception {
        String prefilled =
                chat("m+fake-no-prefill", true).replace("]}", ",{\"role\":\"assistant\",\"content\":\"You said\"}]}");

        HttpResponse<String> refused = running.post("/v1/messages", prefilled);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("invalid_request_error", "prefill");
        assertThat(running.status("/v1/messages", chat("m+fake-no-prefill", true)))
                .isEqualTo(200);
        assertThat(running.status("/v1/messages", prefilled.replace("+fake-no-prefill", "")))
                .isEqualTo(200);
    }

    @Test
    void tells_when_a_caller_left() throws Exception {
        Instant arrived = clock.instant();
        try (Socket socket = open("/v1/chat/completions", chat("fake-hang", false))) {
            RunningFakeProvider.await(() -> running.provider().lastRequests().size() == 1);
            clock.advance(Duration.ofMillis(70));
            assertThat(socket.isConnected()).isTrue();
        }
        RunningFakeProvider.await(() -> running.provider().abortedResponses() == 1);

        List<AbortedRequest> aborts = running.provider().lastAborts();

        assertThat(aborts)
                .containsExactly(new AbortedRequest("POST", "/v1/chat/completions", arrived, arrived.plusMillis(70)));
        assertThat(new String(running.get("/_fake/seen").body(), UTF_8))
                .contains("\"aborted_count\":1", "\"at\":\"2026-11-27T12:00:00.070Z\"");
    }

    @Test
    void a_late_first_token_keeps_a_whole_answer_back_too() throws Exception {
        long start = System.nanoTime();

        HttpResponse<String> response = running.post("/v1/chat/completions", chat("fake-late-first-token-60", false));

        assertThat(response.body()).contains("You said hello");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(59));
    }

    private String received(String path, String model) throws IOException {
        String body = path.endsWith("stream")
                ? "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hello\"}]}]}"
                : chat(model, true).replace("\"messages\"", path.endsWith("responses") ? "\"input\"" : "\"messages\"");
        try (Socket socket = open(path, body)) {
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private Socket open(String path, String body) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), running.provider().port());
        socket.setSoTimeout(20_000);
        String head = "POST " + path + " HTTP/1.1\r\nhost: localhost\r\nauthorization: " + BEARER
                + "\r\ncontent-length: " + body.length();
        socket.getOutputStream().write((head + "\r\n\r\n" + body).getBytes(UTF_8));
        return socket;
    }

    private static String chat(String model, boolean stream) {
        return "{\"model\":\"" + model + "\",\"stream\":" + stream
                + ",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    }
}
