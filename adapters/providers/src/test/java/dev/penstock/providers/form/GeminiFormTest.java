package dev.penstock.providers.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.AnswerForms.Kind;
import dev.penstock.application.port.AnswerForms.StreamForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiFormTest implements StreamFormContract {
    @Override
    public StreamForm form() {
        return new SseForm(new GeminiWording());
    }

    @Override
    public byte[] recorded(String model) {
        return Recorder.record(
                        "/v1beta/models/" + model + ":streamGenerateContent?alt=sse",
                        "{'contents':[{'role':'user','parts':[{'text':'" + SAID + "'}]}]}")
                .bytes();
    }

    /** The fake provider's Gemini calls no tools. */
    @Override
    public byte[] recordedToolCall() {
        String event =
                "data: {\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"a\",\"args\":{}}}]},"
                        + "\"finishReason\":\"STOP\"}]}\n\n";
        return event.getBytes(UTF_8);
    }

    @Override
    public boolean hasEnd() {
        return false;
    }

    private Seen read(String json) {
        return Seen.of(form().read(), ("data: " + json.replace('\'', '"') + "\r\n\r\n").getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'candidates':[{'content':{'parts':[{'text':''}]}}]}                                      | FRAME   | ''
            {'candidates':[{'content':{'parts':[{'text':'a'},{'text':'b'}]}}]}                        | CONTENT | ab
            {'candidates':[{'content':{'parts':[{'text':'a','thought':true},{'text':'b'}]}}]}         | CONTENT | b
            {'candidates':[{'content':{'parts':[{'thought':true,'text':'a'}]}}]}                      | CONTENT | ''
            {'candidates':[{'content':{'parts':[{'inlineData':{'data':'x'}}]}}]}                      | CONTENT | ''
            {'candidates':[{'content':{'parts':[{'text':''}]},'finishReason':'STOP'}]}                | CLOSING | ''
            {'candidates':[{'finishReason':'SAFETY'}]}                                                | CLOSING | ''
            {'promptFeedback':{'blockReason':'PROHIBITED_CONTENT'}}                                   | CLOSING | ''
            {'usageMetadata':{'totalTokenCount':3}}                                                   | FRAME   | ''
            {'error':{'code':503,'message':'x'}}                                                      | ERROR   | ''
            """)
    void tells_what_an_event_is(String event, Kind kind, String text) {
        Seen seen = read(event);

        assertThat(seen.kinds()).containsExactly(kind);
        assertThat(seen.text()).isEqualTo(text.equals("''") ? "" : text);
    }

    @Test
    void text_that_comes_with_the_reason_to_stop_is_content_and_then_closing() {
        Seen seen = read("{'candidates':[{'content':{'parts':[{'text':'a'}]},'finishReason':'STOP'}]}");

        assertThat(seen.kinds()).containsExactly(Kind.CONTENT, Kind.CLOSING);
        assertThat(seen.canBeContinued()).isFalse();
    }

    @Test
    void its_end_is_not_missing() {
        assertThat(form().read().missingEnd().remaining()).isZero();
    }
}
