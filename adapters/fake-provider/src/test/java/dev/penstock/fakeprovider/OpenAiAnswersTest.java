package dev.penstock.fakeprovider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class OpenAiAnswersTest {
    private static final RunningFakeProvider RUNNING = RunningFakeProvider.withDefaults();

    @AfterAll
    static void stop() {
        RUNNING.close();
    }

    @Test
    void answers_with_the_callers_words_and_counts_words_as_tokens() throws Exception {
        JsonNode answer = RUNNING.json("/v1/chat/completions", chat("gpt-4o-mini", ""));

        String text = answer.at("/choices/0/message/content").asText();
        assertThat(text).startsWith("You said grüße an alle and the water");
        assertThat(text.split(" ", -1)).hasSize(16);
        assertThat(answer.path("model").asText()).isEqualTo("gpt-4o-mini");
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(5);
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(16);
        assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(21);
    }

    @Test
    void streams_the_same_text_usage_and_id_as_it_answers_whole() throws Exception {
        JsonNode whole = RUNNING.json("/v1/chat/completions", chat("gpt-4o-mini", ""));

        List<JsonNode> events = RUNNING.events("/chat/completions", chat("gpt-4o-mini", stream(true)));

        assertThat(text(events))
                .isEqualTo(whole.at("/choices/0/message/content").asText());
        assertThat(events.getLast().path("usage")).isEqualTo(whole.path("usage"));
        assertThat(events.getLast().path("choices")).isEmpty();
        assertThat(events).allMatch(event -> event.path("id").equals(whole.path("id")));
        assertThat(events.stream()
                        .filter(e -> e.at("/choices/0/delta/content").asText().length() > 0))
                .hasSize(16);
    }

    @Test
    void ends_a_stream_with_its_terminator_and_shows_usage_only_when_asked() throws Exception {
        List<String> lines;
        try (Stream<String> body = RUNNING.postForLines("/v1/chat/completions", chat("gpt-4o-mini", stream(false)))
                .body()) {
            lines = body.filter(line -> !line.isEmpty()).toList();
        }

        assertThat(lines.getLast()).isEqualTo("data: [DONE]");
        assertThat(lines).noneMatch(line -> line.contains("usage"));
    }

    @Test
    void stops_at_the_callers_limit() throws Exception {
        JsonNode answer = RUNNING.json("/v1/chat/completions", chat("gpt-4o-mini", ",\"max_tokens\":3"));

        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("You said grüße");
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(3);
    }

    @Test
    void reads_a_prompt_cache_when_the_model_says_so() throws Exception {
        JsonNode answer = RUNNING.json("/v1/chat/completions", chat("gpt-4o-mini+fake-cached-prompt", ""));

        assertThat(answer.path("model").asText()).isEqualTo("gpt-4o-mini");
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(5);
        assertThat(answer.at("/usage/prompt_tokens_details/cached_tokens").asInt())
                .isEqualTo(2);
    }

    @Test
    void answers_below_any_prefix_a_provider_may_have() throws Exception {
        JsonNode answer = RUNNING.json("/v1beta/openai/chat/completions", chat("gemini-2.5-flash", ""));

        assertThat(answer.path("object").asText()).isEqualTo("chat.completion");
    }

    @Test
    void embeds_each_text_the_same_in_numbers_and_in_base64() throws Exception {
        String request = "{\"model\":\"text-embedding-3-small\",\"input\":[\"one two\",\"three\"]%s}";

        JsonNode numbers = RUNNING.json("/v1/embeddings", request.formatted(""));
        JsonNode packed = RUNNING.json("/v1/embeddings", request.formatted(",\"encoding_format\":\"base64\""));

        assertThat(numbers.path("data")).hasSize(2);
        assertThat(numbers.at("/data/1/embedding")).hasSize(8);
        assertThat(numbers.at("/usage/prompt_tokens").asInt()).isEqualTo(3);
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder()
                        .decode(packed.at("/data/1/embedding").asText()))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.getFloat(4))
                .isEqualTo(numbers.at("/data/1/embedding/1").floatValue());
    }

    @Test
    void lists_models() throws Exception {
        JsonNode list =
                RunningFakeProvider.parse(new String(RUNNING.get("/v1/models").body(), UTF_8));

        assertThat(list.path("data").findValuesAsText("id")).contains("gpt-4o-mini", "claude-haiku-4-5");
    }

    @Test
    void speaks_the_responses_api_whole_and_streamed_alike() throws Exception {
        String request = "{\"model\":\"gpt-4o-mini\",\"instructions\":\"be kind\",\"input\":\"hello there\"%s}";

        JsonNode whole = RUNNING.json("/v1/responses", request.formatted(""));
        List<JsonNode> events = RUNNING.events("/v1/responses", request.formatted(",\"stream\":true"));

        assertThat(whole.at("/usage/input_tokens").asInt()).isEqualTo(4);
        assertThat(events.getFirst().path("type").asText()).isEqualTo("response.created");
        assertThat(events.getLast().path("response")).isEqualTo(whole);
        assertThat(events.stream().map(event -> event.path("delta").asText("")).collect(joining()))
                .isEqualTo(whole.at("/output/0/content/0/text").asText());
    }

    private static String text(List<JsonNode> events) {
        return events.stream()
                .map(event -> event.at("/choices/0/delta/content").asText(""))
                .collect(joining());
    }

    private static String stream(boolean usage) {
        return ",\"stream\":true" + (usage ? ",\"stream_options\":{\"include_usage\":true}" : "");
    }

    private static String chat(String model, String more) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"system\",\"content\":\"be kind\"},"
                + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"grüße an alle\"}]}]" + more + "}";
    }
}
