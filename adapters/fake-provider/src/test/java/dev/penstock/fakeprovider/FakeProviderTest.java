package dev.penstock.fakeprovider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FakeProviderTest {
    private static final String CHAT =
            "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"hello there\"}]}";

    @Test
    void remembers_what_reached_it() throws Exception {
        try (RunningFakeProvider running = RunningFakeProvider.withDefaults()) {
            running.post("/v1/chat/completions?a=b", CHAT, "X-Trace", "one");

            SeenRequest seen = running.provider().lastRequests().getLast();
            assertThat(running.provider().requests()).isEqualTo(1);
            assertThat(seen.method()).isEqualTo("POST");
            assertThat(seen.path()).isEqualTo("/v1/chat/completions");
            assertThat(seen.query()).isEqualTo("a=b");
            assertThat(seen.header("x-trace")).contains("one");
            assertThat(seen.bodySize()).isEqualTo(CHAT.length());
            assertThat(seen.bodyStart()).isEqualTo(CHAT);
        }
    }

    @Test
    void forgets_all_but_the_latest_requests() throws Exception {
        try (RunningFakeProvider running = RunningFakeProvider.withDefaults()) {
            for (int i = 0; i < 300; i++) {
                running.get("/models?n=" + i);
            }

            assertThat(running.provider().requests()).isEqualTo(300);
            assertThat(running.provider().lastRequests()).hasSize(256);
            assertThat(running.provider().lastRequests().getLast().query()).isEqualTo("n=299");
        }
    }

    @Test
    void answers_unknown_paths_in_the_words_of_the_dialect() throws Exception {
        try (RunningFakeProvider running = RunningFakeProvider.withDefaults()) {
            HttpResponse<String> openAi = running.post("/v1/nothing", "{}");
            HttpResponse<String> anthropic = running.post("/v1/nothing", "{}", "anthropic-version", "2023-06-01");
            HttpResponse<String> gemini = running.post("/v1beta/nothing", "{}");

            assertThat(openAi.statusCode()).isEqualTo(404);
            assertThat(openAi.body()).contains("\"type\":\"invalid_request_error\"", "POST /v1/nothing");
            assertThat(anthropic.body()).contains("\"type\":\"not_found_error\"");
            assertThat(gemini.body()).contains("\"status\":\"NOT_FOUND\"");
        }
    }

    @Test
    void refuses_a_body_that_is_no_object_or_names_no_model() throws Exception {
        try (RunningFakeProvider running = RunningFakeProvider.withDefaults()) {
            assertThat(running.post("/v1/chat/completions", "[1]").statusCode()).isEqualTo(400);
            assertThat(running.post("/v1/messages", "{").statusCode()).isEqualTo(400);
            assertThat(running.post("/v1/embeddings", "").body()).contains("not a JSON object");
            assertThat(running.post("/v1/chat/completions", "{}").body()).contains("names no model");
        }
    }

    @Test
    void waits_for_its_latency_before_it_answers() throws Exception {
        FakeProviderOptions options = FakeProviderOptions.defaults().withLatency(Duration.ofMillis(120));
        try (RunningFakeProvider running = new RunningFakeProvider(options)) {
            long start = System.nanoTime();

            running.post("/v1/chat/completions", CHAT);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(119));
        }
    }

    @Test
    void refuses_options_that_cannot_be() {
        FakeProviderOptions options = FakeProviderOptions.defaults();

        assertThatThrownBy(() -> options.withPort(70_000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.withChunks(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.withLatency(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.withChunkDelay(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
