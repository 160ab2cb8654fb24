package dev.penstock.fakeprovider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.fakeprovider.EventStreamReader.Frame;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ConverseAnswersTest {
    private static final RunningFakeProvider RUNNING = RunningFakeProvider.withDefaults();
    private static final String MODEL = "/model/anthropic.claude-haiku-4-5-v1%3A0";
    private static final String[] BEARER = {"Authorization", "Bearer bedrock-key"};
    private static final String IMAGE = ",{\"image\":{\"format\":\"png\",\"source\":{\"bytes\":\"iVBORw0KGgo=\"}}}";

    @AfterAll
    static void stop() {
        RUNNING.close();
    }

    @Test
    void answers_with_text_usage_and_a_stop_reason() throws Exception {
        JsonNode answer = RUNNING.json(MODEL + "/converse", request("", IMAGE), BEARER);

        assertThat(answer.at("/output/message/role").asText()).isEqualTo("assistant");
        assertThat(answer.at("/output/message/content/0/text").asText()).startsWith("You said hello there and the");
        assertThat(answer.path("stopReason").asText()).isEqualTo("end_turn");
        assertThat(answer.at("/usage/inputTokens").asInt()).isEqualTo(4);
        assertThat(answer.at("/usage/outputTokens").asInt()).isEqualTo(16);
        assertThat(answer.at("/usage/totalTokens").asInt()).isEqualTo(20);
    }

    @Test
    void streams_the_same_in_frames_of_its_own() throws Exception {
        JsonNode whole = RUNNING.json(MODEL + "/converse", request("", ""), BEARER);

        HttpResponse<byte[]> response =
                RUNNING.postBytes(MODEL + "/converse-stream", request("", "").getBytes(UTF_8), BEARER);

        List<Frame> frames = EventStreamReader.read(response.body());
        assertThat(response.headers().firstValue("content-type")).contains("application/vnd.amazon.eventstream");
        assertThat(frames.stream().map(Frame::type).distinct())
                .containsExactly("messageStart", "contentBlockDelta", "contentBlockStop", "messageStop", "metadata");
        assertThat(frames).allMatch(frame -> "event".equals(frame.headers().get(":message-type")));
        assertThat(frames.stream()
                        .map(frame -> frame.json().at("/delta/text").asText(""))
                        .collect(joining()))
                .isEqualTo(whole.at("/output/message/content/0/text").asText());
        assertThat(frames.getLast().json().path("usage")).isEqualTo(whole.path("usage"));
    }

    @Test
    void obeys_limits_and_stop_sequences() throws Exception {
        JsonNode cut = RUNNING.json(MODEL + "/converse", request(",\"inferenceConfig\":{\"maxTokens\":3}", ""), BEARER);
        JsonNode stopped = RUNNING.json(
                MODEL + "/converse", request(",\"inferenceConfig\":{\"stopSequences\":[\" there\"]}", ""), BEARER);

        assertThat(cut.path("stopReason").asText()).isEqualTo("max_tokens");
        assertThat(cut.at("/usage/outputTokens").asInt()).isEqualTo(3);
        assertThat(stopped.path("stopReason").asText()).isEqualTo("stop_sequence");
        assertThat(stopped.at("/output/message/content/0/text").asText()).isEqualTo("You said hello");
    }

    @Test
    void takes_faults_in_the_models_name_and_words_errors_as_aws_does() throws Exception {
        HttpResponse<String> busy = RUNNING.post("/model/m+fake-status-429-after-2/converse", request("", ""), BEARER);
        HttpResponse<String> tooLong =
                RUNNING.post("/model/m%2Bfake-context-length/converse-stream", request("", ""), BEARER);

        assertThat(busy.statusCode()).isEqualTo(429);
        assertThat(busy.headers().firstValue("x-amzn-errortype")).contains("ThrottlingException");
        assertThat(busy.headers().firstValue("retry-after")).contains("2");
        assertThat(RunningFakeProvider.parse(busy.body()).path("message").asText())
                .contains("429");
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(tooLong.headers().firstValue("x-amzn-errortype")).contains("ValidationException");
    }

    @Test
    void puts_one_payload_that_is_not_json_into_a_sound_frame() throws Exception {
        byte[] body = request("", "").getBytes(UTF_8);

        List<Frame> frames =
                EventStreamReader.read(RUNNING.postBytes("/model/m+fake-broken-event/converse-stream", body, BEARER)
                        .body());

        assertThat(frames.stream().map(Frame::payload).filter(payload -> !payload.endsWith("}")))
                .hasSize(1);
        assertThat(frames.getLast().type()).isEqualTo("metadata");
    }

    private static String request(String more, String content) {
        return "{\"system\":[{\"text\":\"be kind\"}],\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":"
                + "\"hello there\"}" + content + "]}]" + more + "}";
    }
}
