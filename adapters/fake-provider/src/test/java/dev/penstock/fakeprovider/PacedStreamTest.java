package dev.penstock.fakeprovider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PacedStreamTest {
    private static final String CHAT =
            "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

    @Test
    void sends_the_first_chunk_long_before_the_second() throws Exception {
        FakeProviderOptions options = FakeProviderOptions.defaults().withChunkDelay(Duration.ofHours(1));
        try (RunningFakeProvider running = new RunningFakeProvider(options)) {
            List<String> lines;
            try (Stream<String> body =
                    running.postForLines("/v1/chat/completions", CHAT).body()) {
                lines = body.filter(line -> !line.isEmpty()).limit(2).toList();
            }

            assertThat(lines.getLast()).contains("\"content\":\"You\"");
            RunningFakeProvider.await(() -> running.provider().abortedResponses() == 1);
        }
    }

    @Test
    void pauses_between_chunks() throws Exception {
        FakeProviderOptions options =
                FakeProviderOptions.defaults().withChunks(4).withChunkDelay(Duration.ofMillis(30));
        try (RunningFakeProvider running = new RunningFakeProvider(options)) {
            long start = System.nanoTime();

            byte[] body = running.get("/slow-stream").body();

            assertThat(new String(body, UTF_8)).endsWith("data: [DONE]\n\n");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(116));
        }
    }

    @Test
    void a_model_may_ask_for_a_slow_stream_itself() throws Exception {
        FakeProviderOptions options = FakeProviderOptions.defaults().withChunks(2);
        try (RunningFakeProvider running = new RunningFakeProvider(options)) {
            long start = System.nanoTime();

            running.post("/v1/chat/completions", CHAT.replace("\"m\"", "\"m+fake-slow-stream\""));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(98));
        }
    }
}
