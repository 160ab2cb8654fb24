package dev.penstock.fakeprovider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {
    private final RunningFakeProvider running = RunningFakeProvider.withDefaults();

    @AfterEach
    void stop() {
        running.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 429, 500, 503, 529})
    void answers_the_status_that_the_model_names(int status) throws Exception {
        HttpResponse<String> response = running.post("/v1/chat/completions", chat("fake-status-" + status, false));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(RunningFakeProvider.parse(response.body())
                        .at("/error/message")
                        .asText())
                .contains(Integer.toString(status));
        assertThat(response.headers().firstValue("retry-after")).isEmpty();
    }

    @Test
    void says_when_to_come_back_if_the_model_names_that_too() throws Exception {
        HttpResponse<String> response = running.post("/v1/messages", chat("fake-status-429-after-2", true));

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("retry-after")).contains("2");
        assertThat(response.body()).contains("rate_limit_error");
    }

    @Test
    void resets_the_connection_before_any_byte() throws Exception {
        try (Socket socket = open("fake-reset", false)) {
            InputStream in = socket.getInputStream();

            assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessageContaining("reset");
            assertThat(running.provider().abortedResponses()).isZero();
        }
    }

    @Test
    void stays_silent_until_the_caller_leaves() throws Exception {
        try (Socket socket = open("fake-hang", false)) {
            RunningFakeProvider.await(() -> running.provider().lastRequests().size() == 1);
            assertThat(socket.getInputStream().available()).isZero();
        }

        RunningFakeProvider.await(() -> running.provider().abortedResponses() == 1);
    }

    @Test
    void cuts_a_stream_in_the_middle_without_a_terminator() throws Exception {
        try (Socket socket = open("fake-truncated-stream", true)) {
            String received = new String(socket.getInputStream().readAllBytes(), UTF_8);

            assertThat(received).contains("transfer-encoding: chunked").contains("\"content\":\"You\"");
            assertThat(received.split("\"content\":\" ", -1)).hasSize(8);
            assertThat(received).doesNotContain("[DONE]").doesNotContain("\r\n0\r\n");
            assertThat(running.provider().abortedResponses()).isZero();
        }
    }

    @Test
    void cuts_an_answer_that_is_not_streamed_too() {
        assertThatThrownBy(() -> running.post("/v1/chat/completions", chat("fake-truncated-stream", false)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void goes_silent_in_the_middle_of_a_stream() throws Exception {
        List<String> lines = new ArrayList<>();
        try (Stream<String> body = running.postForLines("/v1/chat/completions", chat("fake-stalled-stream", true))
                .body()) {
            body.filter(line -> !line.isEmpty()).limit(9).forEach(lines::add);
        }

        assertThat(lines).hasSize(9);
        RunningFakeProvider.await(() -> running.provider().abortedResponses() == 1);
    }

    @Test
    void leaves_the_usage_out() throws Exception {
        HttpResponse<String> whole = running.post("/v1/chat/completions", chat("fake-no-usage", false));
        HttpResponse<String> streamed = running.post("/v1/messages", chat("fake-no-usage", true));

        assertThat(whole.body()).contains("choices").doesNotContain("\"usage\":");
        assertThat(streamed.body()).contains("message_stop").doesNotContain("\"usage\":");
    }

    @Test
    void names_that_only_look_like_faults_answer() throws Exception {
        assertThat(running.post("/v1/chat/completions", chat("fake-status-200", false))
                        .statusCode())
                .isEqualTo(200);
        assertThat(running.post("/v1/chat/completions", chat("a+b", false)).body())
                .contains("\"model\":\"a+b\"");
    }

    @Test
    void fails_only_as_often_as_the_model_names() throws Exception {
        String chat = chat("gpt-4o-mini+fake-status-500-first-2", false);

        assertThat(running.post("/v1/chat/completions", chat).statusCode()).isEqualTo(500);
        assertThat(running.post("/v1/chat/completions", chat).statusCode()).isEqualTo(500);
        assertThat(running.post("/v1/chat/completions", chat).statusCode()).isEqualTo(200);
    }

    @Test
    void refuses_long_prompts_and_bad_content_in_the_words_of_the_dialect() throws Exception {
        HttpResponse<String> tooLong = running.post("/v1/chat/completions", chat("fake-context-length", false));
        HttpResponse<String> unwanted = running.post("/v1/messages", chat("fake-content-policy", false));

        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(tooLong.body()).contains("\"code\":\"context_length_exceeded\"");
        assertThat(unwanted.statusCode()).isEqualTo(400);
        assertThat(unwanted.body()).contains("\"type\":\"invalid_request_error\"", "content");
    }

    @Test
    void answers_late_when_the_model_says_how_late() throws Exception {
        long start = System.nanoTime();

        running.post("/v1/chat/completions", chat("gpt-4o-mini+fake-latency-80", false));

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(79_000_000);
    }

    @Test
    void sends_the_head_at_once_and_the_first_token_late() throws Exception {
        try (Socket socket = open("fake-late-first-token-900000", true)) {
            byte[] head = socket.getInputStream().readNBytes("HTTP/1.1 200 OK".length());

            assertThat(new String(head, UTF_8)).isEqualTo("HTTP/1.1 200 OK");
            assertThat(running.provider().abortedResponses()).isZero();
        }
        RunningFakeProvider.await(() -> running.provider().abortedResponses() == 1);
    }

    @Test
    void puts_one_event_that_is_not_json_into_a_whole_stream() throws Exception {
        HttpResponse<String> response = running.post("/v1/chat/completions", chat("fake-broken-event", true));

        assertThat(response.body()).contains("\"cont\n\n").endsWith("data: [DONE]\n\n");
        assertThat(response.body().split("\"content\":\" ", -1)).hasSize(16);
    }

    @Test
    void leaves_out_the_last_event_only() throws Exception {
        HttpResponse<String> openAi = running.post("/v1/chat/completions", chat("fake-no-terminator", true));
        HttpResponse<String> anthropic = running.post("/v1/messages", chat("fake-no-terminator", true));

        assertThat(openAi.body()).contains("\"completion_tokens\":16").doesNotContain("[DONE]");
        assertThat(anthropic.body()).contains("message_delta").doesNotContain("message_stop");
    }

    private Socket open(String model, boolean stream) throws IOException {
        String body = chat(model, stream);
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), running.provider().port());
        socket.setSoTimeout(20_000);
        String head = "POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-length: " + body.length();
        socket.getOutputStream().write((head + "\r\n\r\n" + body).getBytes(UTF_8));
        return socket;
    }

    private static String chat(String model, boolean stream) {
        return "{\"model\":\"" + model + "\",\"stream\":" + stream
                + ",\"stream_options\":{\"include_usage\":true},\"max_tokens\":100"
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    }
}
