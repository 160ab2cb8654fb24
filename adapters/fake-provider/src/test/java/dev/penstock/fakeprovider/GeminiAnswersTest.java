package dev.penstock.fakeprovider;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class GeminiAnswersTest {
    private static final RunningFakeProvider RUNNING = RunningFakeProvider.withDefaults();
    private static final String MODELS = "/v1beta/models/gemini-2.5-flash";
    private static final String QUESTION = "{\"systemInstruction\":{\"parts\":[{\"text\":\"be kind\"}]},"
            + "\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hello there\"}]}]}";

    @AfterAll
    static void stop() {
        RUNNING.close();
    }

    @Test
    void answers_for_the_model_in_the_path() throws Exception {
        JsonNode answer = RUNNING.json(MODELS + ":generateContent", QUESTION);

        assertThat(text(answer)).startsWith("You said hello there");
        assertThat(answer.path("modelVersion").asText()).isEqualTo("gemini-2.5-flash");
        assertThat(answer.at("/candidates/0/finishReason").asText()).isEqualTo("STOP");
        assertThat(answer.at("/usageMetadata/promptTokenCount").asInt()).isEqualTo(4);
        assertThat(answer.at("/usageMetadata/candidatesTokenCount").asInt()).isEqualTo(16);
    }

    @Test
    void streams_the_same_text_and_usage_as_events() throws Exception {
        JsonNode whole = RUNNING.json(MODELS + ":generateContent", QUESTION);

        List<JsonNode> events = RUNNING.events(MODELS + ":streamGenerateContent?alt=sse", QUESTION);

        assertThat(events.stream().map(GeminiAnswersTest::text).collect(joining()))
                .isEqualTo(text(whole));
        assertThat(events.getLast().path("usageMetadata")).isEqualTo(whole.path("usageMetadata"));
        assertThat(events.getFirst().at("/usageMetadata/candidatesTokenCount").asInt())
                .isEqualTo(1);
    }

    @Test
    void streams_one_array_where_events_are_not_asked_for() throws Exception {
        JsonNode array = RUNNING.json("/v1/models/gemini-2.5-flash:streamGenerateContent", QUESTION);

        assertThat(array.isArray()).isTrue();
        assertThat(array).hasSize(17);
    }

    private static String text(JsonNode part) {
        return part.at("/candidates/0/content/parts/0/text").asText();
    }
}
