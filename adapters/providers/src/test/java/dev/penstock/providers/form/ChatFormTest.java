package dev.penstock.providers.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.AnswerForms.Event;
import dev.penstock.application.port.AnswerForms.Kind;
import dev.penstock.application.port.AnswerForms.Reading;
import dev.penstock.application.port.AnswerForms.StreamForm;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatFormTest implements JoinedStreamContract {
    private static final String MEMBERS = "'stream':true,'stream_options':{'include_usage':true}";

    @Override
    public StreamForm form() {
        return new SseForm(new ChatWording());
    }

    private static String body(String model, String words, String more) {
        return "{'model':'%s',%s,'messages':[{'role':'user','content':'%s'}]%s}".formatted(model, MEMBERS, words, more);
    }

    @Override
    public byte[] recorded(String model) {
        return Recorder.record("/v1/chat/completions", body(model, SAID, "")).bytes();
    }

    @Override
    public byte[] recorded(String model, int tokens) {
        return Recorder.record("/v1/chat/completions", body(model, SAID, ",'max_tokens':" + tokens))
                .bytes();
    }

    @Override
    public byte[] recordedInFewPieces() {
        return Recorder.recordInFewPieces("/v1/chat/completions", body("mistral", SAID, ""))
                .bytes();
    }

    @Override
    public byte[] recordedOf(String words) {
        return Recorder.record("/v1/chat/completions", body("gpt-4o", words, ""))
                .bytes();
    }

    @Override
    public byte[] recordedToolCall() {
        String tools = ",'tools':[{'type':'function','function':{'name':'set_gate','parameters':{'type':'object'}}}]";
        return Recorder.record("/v1/chat/completions", body("fake-tool-call", SAID, tools))
                .bytes();
    }

    @Override
    public boolean hasEnd() {
        return true;
    }

    @Override
    public void checkOrder(String stream) {
        assertThat(stream.split("\"role\"", -1)).as("beginnings").hasSize(2);
        assertThat(stream).endsWith("data: [DONE]\n\n");
    }

    private Seen read(String events) {
        return Seen.of(form().read(), events.replace('\'', '"').getBytes(UTF_8));
    }

    private static String chunk(String delta) {
        return "data: {'id':'1','choices':[{'index':0,'delta':" + delta + "}]}\n\n";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'role':'assistant'}                          | FRAME   | true
            {'role':'assistant','content':''}             | FRAME   | true
            {'role':'assistant','content':null,'tool_calls':[],'annotations':[]} | FRAME | true
            {'content':'hi','role':'assistant'}           | CONTENT | true
            {'content':'','reasoning_content':'hm'}       | CONTENT | false
            {'reasoning':'hm'}                            | CONTENT | false
            {'tool_calls':[{'index':0,'id':'a'}]}         | CONTENT | false
            {'function_call':{'name':'a'}}                | CONTENT | false
            {'refusal':'no'}                              | CONTENT | false
            {'content':[{'type':'text','text':'hi'}]}     | CONTENT | false
            {'content':'\\ud83c\\udf0d \\n \\"x\\"'}      | CONTENT | true
            """)
    void tells_what_a_delta_is(String delta, Kind kind, boolean canBeContinued) {
        Seen seen = read(chunk(delta));

        assertThat(seen.kinds()).containsExactly(kind);
        assertThat(seen.canBeContinued()).isEqualTo(canBeContinued);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'error':{'message':'overloaded'}}                       | ERROR
            {'error':'overloaded'}                                   | ERROR
            {'object':'error','message':'overloaded'}                | ERROR
            {'error':null,'choices':[]}                              | FRAME
            {'choices':[],'usage':{'total_tokens':1}}                | FRAME
            {'choices':[{'finish_reason':'stop'}]}                   | CLOSING
            {'choices':[{'delta':{},'finish_reason':null}]}          | FRAME
            {'choices':null}                                         | FRAME
            [DONE]                                                   | END
            [DOME]                                                   | BROKEN
            <html>                                                   | BROKEN
            """)
    void tells_what_an_event_is(String event, Kind kind) {
        assertThat(read("data: " + event + "\n\n").kinds()).containsExactly(kind);
    }

    @Test
    void an_event_named_error_is_one() {
        assertThat(read("event: error\ndata: {'message':'no'}\n\n").kinds()).containsExactly(Kind.ERROR);
    }

    @Test
    void text_that_comes_with_the_reason_to_stop_is_content_and_then_closing() {
        Seen seen = read("data: {'choices':[{'delta':{'content':'hi'},'finish_reason':'stop'}]}\n\n");

        assertThat(seen.kinds()).containsExactly(Kind.CONTENT, Kind.CLOSING);
        assertThat(seen.text()).isEqualTo("hi");
    }

    @Test
    void several_answers_are_closed_when_all_of_them_are() {
        String one = "data: {'choices':[{'index':%d,'delta':{'content':'x'}}]}\n\n";
        String stop = "data: {'choices':[{'index':%d,'delta':{},'finish_reason':'stop'}]}\n\n";
        Seen seen = read(one.formatted(0) + one.formatted(1) + stop.formatted(1) + stop.formatted(0));

        assertThat(seen.kinds()).containsExactly(Kind.CONTENT, Kind.CONTENT, Kind.FRAME, Kind.CLOSING);
        assertThat(seen.canBeContinued()).isFalse();
    }

    @Test
    void texts_are_read_alike_with_escapes_and_without() {
        String events = chunk("{'content':'You'}")
                + chunk("{'content':' s\\u00e4id '}")
                + chunk("{'content':'\\n'}")
                + chunk("{'content':'w\u00f6rld \ud83c\udf0d'}")
                + chunk("{'content':' {'}")
                + chunk("{'content':'x','role':'assistant'}")
                + chunk("{'content':''}")
                + chunk("{'content':'}'}");

        assertThat(read(events).text()).isEqualTo("You s\u00e4id \nw\u00f6rld \ud83c\udf0d {x}");
        assertThat(read(events).kinds()).hasSize(8);
    }

    @Test
    void a_padding_behind_the_text_may_differ() {
        String event = "data: {'id':'%s','choices':[{'index':0,'delta':{'content':'%s'}}],'obfuscation':'%s'}\n\n";
        String events = event.formatted("1", "You", "x") + event.formatted("1", " said", "yyy")
                + event.formatted("1", " ", "")
                + event.formatted("1", "so", "a\\n") + event.formatted("2", " and", "x") + event.formatted("2", "", "z")
                + "data: {'obfuscation':'y','choices':[{'delta':{'content':' so'}}]}\n\n"
                + "data: {'obfuscation':'z','choices':[{'delta':{'content':' on'}}]}\n\n";

        Seen seen = read(events);

        assertThat(seen.text()).isEqualTo("You said so and so on");
        assertThat(seen.passed()).isEqualTo(events.replace('\'', '"'));
        assertThat(seen.kinds()).hasSize(8);
    }

    @Test
    void events_of_one_chunk_stand_side_by_side_in_it() {
        ByteBuffer chunk = ByteBuffer.wrap((chunk("{'content':'a'}") + chunk("{'content':'b'}") + chunk("{}"))
                .replace('\'', '"')
                .getBytes(UTF_8));
        int at = 0;
        for (Event event : form().read().take(chunk)) {
            assertThat(event.bytes().array()).isSameAs(chunk.array());
            assertThat(event.bytes().capacity()).isEqualTo(chunk.capacity());
            assertThat(event.bytes().position()).isEqualTo(at);
            at = event.bytes().limit();
        }
        assertThat(at).isEqualTo(chunk.limit());
        assertThat(chunk.position()).isZero();
    }

    @Test
    void data_in_several_lines_is_one_event() {
        String events = "data: {'choices':[{'delta':\ndata: {'content':'Hel'}}]}\n\n";
        Reading reading = form().read();

        assertThat(Seen.broken(reading, events.replace('\'', '"').getBytes(UTF_8))
                        .text())
                .isEqualTo("Hel");
        Seen after = Seen.of(
                form().readOn(reading, true),
                events.replace('\'', '"').replace("Hel", "Hello").getBytes(UTF_8));
        assertThat(after.passed()).isEqualTo("data: {\"choices\":[{\"delta\": {\"content\":\"lo\"}}]}\n\n");
    }

    @Test
    void more_text_than_is_gathered_cannot_be_continued() {
        String events = chunk("{'content':'" + "x".repeat(600_000) + "'}");

        assertThat(read(events).canBeContinued()).isTrue();
        assertThat(read(events + events).canBeContinued()).isFalse();
        assertThat(read(events + events).text()).hasSize(600_000);
    }

    @Test
    void thoughts_before_what_was_shown_is_told_again_are_left_out() {
        Reading first = form().read();
        Seen.broken(first, chunk("{'content':'Hello'}").replace('\'', '"').getBytes(UTF_8));
        String next = chunk("{'role':'assistant','content':''}") + ": ping\n\n" + chunk("{'reasoning_content':'hm'}")
                + chunk("{'content':'Hello w'}") + chunk("{'content':'orld'}");

        Seen after = Seen.of(form().readOn(first, true), next.replace('\'', '"').getBytes(UTF_8));

        assertThat(after.passed().replace('"', '\''))
                .isEqualTo(": ping\n\n" + chunk("{'content':' w'}") + chunk("{'content':'orld'}"));
    }

    @Test
    void the_rest_keeps_the_reason_to_stop_that_comes_with_it() {
        Reading first = form().read();
        Seen.broken(first, chunk("{'content':'Hello'}").replace('\'', '"').getBytes(UTF_8));
        String next = "data: {'choices':[{'delta':{'content':'Hello'},'finish_reason':'stop'}]}\n\n";

        Seen after = Seen.of(form().readOn(first, true), next.replace('\'', '"').getBytes(UTF_8));

        assertThat(after.kinds()).containsExactly(Kind.CONTENT, Kind.CLOSING);
        assertThat(after.passed()).isEqualTo(next.replace('\'', '"').replace("Hello", ""));
    }
}
