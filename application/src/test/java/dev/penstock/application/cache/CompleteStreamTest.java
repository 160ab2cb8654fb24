package dev.penstock.application.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.inference.Headers;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompleteStreamTest {
    private static final Headers EVENTS = Headers.NONE.with("content-type", "text/event-stream; charset=utf-8");

    /** Reads it in chunks of this length. */
    private static boolean isComplete(Headers headers, String body, int length) {
        CompleteStream stream = new CompleteStream(headers);
        byte[] bytes = body.getBytes(UTF_8);
        for (int from = 0; from < bytes.length; from += length) {
            stream.read(ByteBuffer.wrap(bytes, from, Math.min(length, bytes.length - from)));
        }
        return stream.isComplete();
    }

    /** However it is cut into chunks. Events are written one a line here. */
    private static boolean isComplete(String lines) {
        String body = lines.replace("|", "\n\n").replace("~", "\n");
        boolean whole = isComplete(EVENTS, body, body.length());
        for (int length = 1; length < 20; length++) {
            assertThat(isComplete(EVENTS, body, length))
                    .as("in chunks of %d", length)
                    .isEqualTo(whole);
        }
        assertThat(isComplete(EVENTS, body.replace("\n", "\r\n"), 7)).isEqualTo(whole);
        return whole;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"object\":\"chat.completion.chunk\",\"choices\":[]}|data: [DONE]|",
                "data:{\"choices\":[]}|data:[DONE]",
                "event: message_start~data: {\"type\":\"message_start\"}|event: message_stop~data: {}|",
                "event: response.created~data: {}|event: response.completed~data: {}|",
                "event: response.created~data: {}|event: response.incomplete~data: {}|",
                "event: message-start~data: {}|event: message-end~data: {}|",
                "data: {\"candidates\": [{}]}|data: {\"candidates\": [{\"finishReason\": \"STOP\"}]}|",
                "data: {\"response\":\"of somebody whose dialect nobody knows\"}|",
                ": a comment|data: {\"choices\":[],\"error\":null}|data: [DONE]|",
                "data: {\"error\":null,\"choices\":[]}|data: [DONE]|",
                "data: {\"choices\":[{\"delta\":{\"content\":\"event: error\"}}]}|data: [DONE]|",
                ""
            })
    void is_one_that_said_its_last_word(String lines) {
        assertThat(isComplete(lines)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"object\":\"chat.completion.chunk\",\"choices\":[]}|",
                "data: {\"choices\":[{\"delta\":{\"content\":\"[DONE]\"}}]}|",
                "event: message_start~data: {}|event: message_delta~data: {}|",
                "event: message_start~data: {}|data: [DONE]|",
                "event: response.created~data: {}|event: response.failed~data: {}|",
                "event: response.created~data: {}|",
                "event: message-start~data: {}|",
                "data: {\"candidates\": [{\"text\": \"\\\"finishReason\\\"\"}]}|",
            })
    void is_not_one_that_stops_in_the_middle(String lines) {
        assertThat(isComplete(lines)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"choices\":[]}|data: {\"error\":{\"message\":\"overloaded\"}}|data: [DONE]|",
                "data: {\"choices\":[]}|data: { \"error\": \"overloaded\"}|data: [DONE]|",
                "event: message_start~data: {}|event: error~data: {}|event: message_stop~data: {}|",
                "data: {\"type\": \"error\", \"message\": \"overloaded\"}|",
                "event: error~data: {}|",
                "event: error"
            })
    void is_not_one_with_an_error_inside(String lines) {
        assertThat(isComplete(lines)).isFalse();
    }

    @Test
    void is_not_one_that_cannot_be_looked_into() {
        assertThat(isComplete(EVENTS.with("content-encoding", "gzip"), "data: [DONE]", 5))
                .isFalse();
        assertThat(isComplete(EVENTS.with("content-encoding", "identity"), "data: [DONE]", 5))
                .isTrue();
        assertThat(isComplete(Headers.NONE.with("content-type", "application/vnd.amazon.eventstream"), "x", 5))
                .isFalse();
        assertThat(isComplete(Headers.NONE.with("content-type", "Application/X-NDJSON"), "{}", 5))
                .isFalse();
    }

    @Test
    void is_every_whole_answer() {
        Headers json = Headers.NONE.with("content-type", "application/json").with("content-encoding", "gzip");

        assertThat(isComplete(json, "event: error\n", 3)).isTrue();
        assertThat(isComplete(Headers.NONE, "", 1)).isTrue();
    }
}
