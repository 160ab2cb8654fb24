package dev.penstock.fakeprovider;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AnthropicAnswersTest {
    private static final RunningFakeProvider RUNNING = RunningFakeProvider.withDefaults();

    @AfterAll
    static void stop() {
        RUNNING.close();
    }

    @Test
    void answers_a_message() throws Exception {
        JsonNode answer = RUNNING.json("/v1/messages", message("claude-haiku-4-5", ""));

        assertThat(answer.at("/content/0/text").asText()).startsWith("You said hello there");
        assertThat(answer.path("stop_reason").asText()).isEqualTo("end_turn");
        assertThat(answer.at("/usage/input_tokens").asInt()).isEqualTo(4);
        assertThat(answer.at("/usage/output_tokens").asInt()).isEqualTo(16);
        assertThat(answer.at("/usage/cache_read_input_tokens").asInt(-1)).isZero();
    }

    @Test
    void streams_the_same_text_and_usage_in_its_own_events() throws Exception {
        JsonNode whole = RUNNING.json("/v1/messages", message("claude-haiku-4-5", ""));

        List<JsonNode> events = RUNNING.events("/messages", message("claude-haiku-4-5", ",\"stream\":true"));

        assertThat(events.stream().map(event -> event.path("type").asText()).distinct())
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "ping",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(events.stream()
                        .map(event -> event.at("/delta/text").asText(""))
                        .collect(joining()))
                .isEqualTo(whole.at("/content/0/text").asText());
        assertThat(events.getFirst().at("/message/usage/input_tokens")).isEqualTo(whole.at("/usage/input_tokens"));
        assertThat(events.get(events.size() - 2).at("/usage/output_tokens"))
                .isEqualTo(whole.at("/usage/output_tokens"));
    }

    @Test
    void counts_cached_tokens_beside_the_input() throws Exception {
        JsonNode answer = RUNNING.json("/v1/messages", message("claude-haiku-4-5+fake-cached-prompt", ""));

        assertThat(answer.path("model").asText()).isEqualTo("claude-haiku-4-5");
        assertThat(answer.at("/usage/input_tokens").asInt()).isEqualTo(2);
        assertThat(answer.at("/usage/cache_read_input_tokens").asInt()).isEqualTo(2);
    }

    private static String message(String model, String more) {
        return "{\"model\":\"" + model + "\",\"max_tokens\":100,\"system\":\"be kind\","
                + "\"messages\":[{\"role\":\"user\",\"content\":\"hello there\"}]" + more + "}";
    }
}
