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
