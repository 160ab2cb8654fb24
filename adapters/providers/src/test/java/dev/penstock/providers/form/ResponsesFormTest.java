package dev.penstock.providers.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.application.port.AnswerForms.Kind;
import dev.penstock.application.port.AnswerForms.Reading;
import dev.penstock.application.port.AnswerForms.StreamForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponsesFormTest implements StreamFormContract {
    @Override
    public StreamForm form() {
        return new SseForm(new ResponsesWording());
    }

    private static byte[] recorded(String model, String more) {
        return Recorder.record(
                        "/v1/responses", "{'model':'%s','stream':true,'input':'%s'%s}".formatted(model, SAID, more))
                .bytes();
    }

    @Override
    public byte[] recorded(String model) {
        return recorded(model, "");
    }

    @Override
    public byte[] recordedToolCall() {
        return recorded(
                "fake-tool-call", ",'tools':[{'type':'function','name':'set_gate','parameters':{'type':'object'}}]");
    }

    @Override
    public boolean hasEnd() {
        return true;
    }

    @ParameterizedTest
    @CsvSource({
        "response.created, FRAME",
        "response.output_text.done, FRAME",
        "response.web_search_call.in_progress, FRAME",
        "response.reasoning_summary_text.delta, CONTENT",
        "response.function_call_arguments.delta, CONTENT",
        "response.image_generation_call.partial_image, CONTENT",
        "response.failed, ERROR",
        "error, ERROR"
    })
    void tells_what_an_event_is(String type, Kind kind) {
        String event = "event: " + type + "\ndata: {\"type\":\"" + type
                + "\",\"text\":\"x\",\"delta\":\"x\",\"response\":{\"error\":null}}\n\n";

        Seen seen = Seen.of(form().read(), event.getBytes(UTF_8));

        assertThat(seen.kinds()).containsExactly(kind);
        assertThat(seen.text()).isEmpty();
    }

    @Test
    void without_its_last_event_a_stream_was_not_closed_and_no_end_can_be_made_up() {
        Reading reading = form().read();
        Seen seen = Seen.of(reading, recorded("fake-no-terminator"));

        assertThat(seen.text()).isEqualTo(TEXT);
        assertThat(seen.kinds()).doesNotContain(Kind.CLOSING, Kind.END);
        assertThat(reading.missingEnd().remaining()).isZero();
    }

    @Test
    void an_answer_that_a_limit_cuts_short_is_closed() {
        Seen seen = Seen.of(form().read(), recorded("gpt-4o", ",'max_output_tokens':3"));

        assertThat(seen.kinds()).endsWith(Kind.CLOSING, Kind.END);
        assertThat(seen.text()).isEqualTo("You said the");
    }

    @Test
    void no_other_stream_can_go_on_from_one() {
        Reading reading = form().read();

        assertThat(Seen.of(reading, recorded("fake-truncated-stream")).canBeContinued())
                .isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> form().readOn(reading, true));
    }
}
