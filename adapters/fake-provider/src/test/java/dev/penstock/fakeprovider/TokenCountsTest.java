package dev.penstock.fakeprovider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TokenCountsTest {
    private static final RunningFakeProvider RUNNING = RunningFakeProvider.withDefaults();
    private static final String FAULT = "+fake-cached-300-reasoning-50";
    private static final String[] BEARER = {"Authorization", "Bearer bedrock-key"};

    @AfterAll
    static void stop() {
        RUNNING.close();
    }

    @Test
    void a_chat_counts_cached_and_reasoning_tokens_among_the_others() throws Exception {
        String more = ",\"stream\":true,\"stream_options\":{\"include_usage\":true}";

        JsonNode whole = RUNNING.json("/v1/chat/completions", chat(FAULT, ""));
        List<JsonNode> events = RUNNING.events("/v1/chat/completions", chat(FAULT, more));

        JsonNode usage = whole.path("usage");
        assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(302);
        assertThat(usage.at("/prompt_tokens_details/cached_tokens").asInt()).isEqualTo(300);
        assertThat(usage.path("completion_tokens").asInt()).isEqualTo(66);
        assertThat(usage.at("/completion_tokens_details/reasoning_tokens").asInt())
                .isEqualTo(50);
        assertThat(events.getLast().path("usage")).isEqualTo(usage);
    }

    @Test
    void a_message_counts_cached_tokens_beside_the_input() throws Exception {
        JsonNode usage = RUNNING.json("/v1/messages", chat(FAULT, "")).path("usage");
        List<JsonNode> events = RUNNING.events("/v1/messages", chat(FAULT, ",\"stream\":true"));

        assertThat(usage.path("input_tokens").asInt()).isEqualTo(2);
        assertThat(usage.path("cache_read_input_tokens").asInt()).isEqualTo(300);
        assertThat(usage.path("output_tokens").asInt()).isEqualTo(66);
        assertThat(events.getFirst()
                        .at("/message/usage/cache_read_input_tokens")
                        .asInt())
                .isEqualTo(300);
        assertThat(events.get(events.size() - 2).at("/usage/output_tokens").asInt())
                .isEqualTo(66);
    }

    @Test
    void a_response_counts_them_among_the_others() throws Exception {
        String request = "{\"model\":\"m" + FAULT + "\",\"input\":\"hello there\"%s}";

        JsonNode whole = RUNNING.json("/v1/responses", request.formatted(""));
        List<JsonNode> events = RUNNING.events("/v1/responses", request.formatted(",\"stream\":true"));

        assertThat(whole.at("/usage/input_tokens_details/cached_tokens").asInt())
                .isEqualTo(300);
        assertThat(whole.at("/usage/output_tokens_details/reasoning_tokens").asInt())
                .isEqualTo(50);
        assertThat(events.getLast().path("response")).isEqualTo(whole);
    }

    @Test
    void gemini_counts_its_thoughts_beside_the_answer() throws Exception {
        String request = "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hello there\"}]}]}";
        String model = "/v1beta/models/m" + FAULT;

        JsonNode usage = RUNNING.json(model + ":generateContent", request).path("usageMetadata");
        List<JsonNode> events = RUNNING.events(model + ":streamGenerateContent?alt=sse", request);

        assertThat(usage.path("thoughtsTokenCount").asInt()).isEqualTo(50);
        assertThat(usage.path("candidatesTokenCount").asInt()).isEqualTo(16);
        assertThat(usage.path("totalTokenCount").asInt()).isEqualTo(368);
        assertThat(events.getLast().path("usageMetadata")).isEqualTo(usage);
    }

    @Test
    void converse_counts_cached_tokens_beside_the_input() throws Exception {
        String request = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hello there\"}]}]}";

        JsonNode usage =
                RUNNING.json("/model/m" + FAULT + "/converse", request, BEARER).path("usage");
        byte[] stream = RUNNING.postBytes("/model/m" + FAULT + "/converse-stream", request.getBytes(UTF_8), BEARER)
                .body();

        assertThat(usage.path("inputTokens").asInt()).isEqualTo(2);
        assertThat(usage.path("cacheReadInputTokens").asInt()).isEqualTo(300);
        assertThat(usage.path("outputTokens").asInt()).isEqualTo(66);
        assertThat(EventStreamReader.read(stream).getLast().json().path("usage"))
                .isEqualTo(usage);
    }

    @Test
    void stop_sequences_end_a_text_early() throws Exception {
        JsonNode chat = RUNNING.json("/v1/chat/completions", chat("", ",\"stop\":[\"zebra\",\" there\"]"));
        JsonNode message = RUNNING.json("/v1/messages", chat("", ",\"stop_sequences\":[\"hello\"]"));

        assertThat(chat.at("/choices/0/message/content").asText()).isEqualTo("You said hello");
        assertThat(chat.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(chat.at("/usage/completion_tokens").asInt()).isEqualTo(3);
        assertThat(message.at("/content/0/text").asText()).isEqualTo("You said");
        assertThat(message.path("stop_reason").asText()).isEqualTo("stop_sequence");
        assertThat(message.path("stop_sequence").asText()).isEqualTo("hello");
    }

    @Test
    void a_limit_ends_a_response_incomplete() throws Exception {
        List<JsonNode> events = RUNNING.events(
                "/v1/responses", "{\"model\":\"m\",\"input\":\"hi\",\"max_output_tokens\":2,\"stream\":true}");

        assertThat(events.getLast().path("type").asText()).isEqualTo("response.incomplete");
        assertThat(events.getLast().at("/response/incomplete_details/reason").asText())
                .isEqualTo("max_output_tokens");
    }

    private static String chat(String fault, String more) {
        return "{\"model\":\"m" + fault + "\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\","
                + "\"text\":\"hello there\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,"
                + "iVBORw0KGgo=\"}}]}]" + more + "}";
    }
}
