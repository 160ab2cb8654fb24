package dev.penstock.providers.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.application.port.AnswerForms.Kind;
import dev.penstock.application.port.AnswerForms.Reading;
import dev.penstock.application.port.AnswerForms.StreamForm;
import dev.penstock.providers.chat.Json;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MessagesFormTest implements JoinedStreamContract {
    @Override
    public StreamForm form() {
        return new SseForm(new MessagesWording());
    }

    private static String body(String model, String words, String more) {
        return "{'model':'%s','stream':true,'messages':[{'role':'user','content':'%s'}]%s}"
                .formatted(model, words, more);
    }

    @Override
    public byte[] recorded(String model) {
        return recorded(model, 500);
    }

    @Override
    public byte[] recorded(String model, int tokens) {
        return Recorder.record("/v1/messages", body(model, SAID, ",'max_tokens':" + tokens))
                .bytes();
    }

    @Override
    public byte[] recordedInFewPieces() {
        return Recorder.recordInFewPieces("/v1/messages", body("claude", SAID, ""))
                .bytes();
    }

    @Override
    public byte[] recordedOf(String words) {
        return Recorder.record("/v1/messages", body("claude", words, "")).bytes();
    }

    @Override
    public byte[] recordedToolCall() {
        String tools = ",'tools':[{'name':'set_gate','input_schema':{'type':'object'}}]";
        return Recorder.record("/v1/messages", body("fake-tool-call", SAID, tools))
                .bytes();
    }

    @Override
    public boolean hasEnd() {
        return true;
    }

    @Override
    public void checkOrder(String stream) {
        int open = -1;
        int next = 0;
        int begun = 0;
        for (String line : stream.split("\n", -1)) {
            if (!line.startsWith("data: ")) {
                continue;
            }
            ObjectNode event = Objects.requireNonNull(Json.object(line.substring("data: ".length())));
            int index = event.path("index").asInt(-2);
            switch (event.path("type").asText()) {
                case "message_start" -> begun++;
                case "content_block_start" -> {
                    assertThat(open).isEqualTo(-1);
                    assertThat(index).isEqualTo(next++);
                    open = index;
                }
                case "content_block_delta" -> assertThat(index).isEqualTo(open);
                case "content_block_stop" -> {
                    assertThat(index).isEqualTo(open);
                    open = -1;
                }
                case "message_delta", "message_stop" -> assertThat(open).isEqualTo(-1);
                default -> assertThat(event.path("type").asText()).isEqualTo("ping");
            }
        }
        assertThat(begun).isEqualTo(1);
    }

    private static String event(String json) {
        String type = json.substring(9, json.indexOf('\'', 9));
        return "event: " + type + "\ndata: " + json.replace('\'', '"') + "\n\n";
    }

    private static String start(int index, String block) {
        return event("{'type':'content_block_start','index':" + index + ",'content_block':" + block + "}");
    }

    private static String delta(int index, String delta) {
        return event("{'type':'content_block_delta','index':" + index + ",'delta':" + delta + "}");
    }

    private static String text(int index, String text) {
        return delta(index, "{'type':'text_delta','text':'" + text + "'}");
    }

    private static String stop(int index) {
        return event("{'type':'content_block_stop','index':" + index + "}");
    }

    private static final String BEGIN = event("{'type':'message_start','message':{'content':[]}}");
    private static final String TEXT_BLOCK = "{'type':'text','text':''}";
    private static final String THOUGHT_BLOCK = "{'type':'thinking','thinking':''}";
    private static final String ENDING =
            event("{'type':'message_delta','delta':{'stop_reason':'end_turn'}}") + event("{'type':'message_stop'}");

    private Seen read(String events) {
        return Seen.of(form().read(), events.getBytes(UTF_8));
    }

    private Seen after(String shown, String next, boolean anew) {
        Reading first = form().read();
        String passed = Seen.broken(first, shown.getBytes(UTF_8)).passed();
        Seen after = Seen.of(form().readOn(first, anew), next.getBytes(UTF_8));
        if (!after.kinds().contains(Kind.DIVERGED)) {
            checkOrder(passed + after.passed());
        }
        return after;
    }

    @Test
    void tells_what_each_event_is() {
        Seen seen = read(BEGIN
                + event("{'type':'ping'}")
                + start(0, TEXT_BLOCK)
                + text(0, "")
                + text(0, "hi")
                + stop(0)
                + ENDING);

        assertThat(seen.kinds())
                .containsExactly(
                        Kind.FRAME,
                        Kind.FRAME,
                        Kind.FRAME,
                        Kind.FRAME,
                        Kind.CONTENT,
                        Kind.FRAME,
                        Kind.CLOSING,
                        Kind.END);
        assertThat(seen.canBeContinued()).isTrue();
        assertThat(read(event("{'type':'error','error':{'type':'overloaded_error'}}"))
                        .kinds())
                .containsExactly(Kind.ERROR);
        assertThat(read(event("{'type':'not_known','delta':{'text':'x'}}")).kinds())
                .containsExactly(Kind.FRAME);
    }

    @Test
    void thoughts_are_content_that_nobody_can_go_on_from() {
        Seen seen = read(BEGIN
                + start(0, THOUGHT_BLOCK)
                + delta(0, "{'type':'thinking_delta','thinking':'hm'}")
                + delta(0, "{'type':'signature_delta','signature':'x'}"));

        assertThat(seen.kinds()).containsExactly(Kind.FRAME, Kind.FRAME, Kind.CONTENT, Kind.CONTENT);
        assertThat(seen.canBeContinued()).isFalse();
        assertThat(seen.text()).isEmpty();
    }

    @Test
    void thoughts_of_the_second_model_are_left_out_and_its_blocks_numbered_anew() {
        String next = BEGIN
                + start(0, THOUGHT_BLOCK)
                + delta(0, "{'type':'thinking_delta','thinking':'hm'}")
                + stop(0)
                + start(1, TEXT_BLOCK)
                + text(1, "Hello w")
                + text(1, "orld")
                + stop(1)
                + start(2, "{'type':'tool_use','id':'a','name':'b','input':{}}")
                + delta(2, "{'type':'input_json_delta','partial_json':'{}'}")
                + stop(2)
                + ENDING;

        Seen after = after(BEGIN + start(0, TEXT_BLOCK) + text(0, "Hello"), next, true);

        assertThat(after.passed())
                .isEqualTo(text(0, " w")
                        + text(0, "orld")
                        + stop(0)
                        + start(1, "{'type':'tool_use','id':'a','name':'b','input':{}}")
                        + delta(1, "{'type':'input_json_delta','partial_json':'{}'}")
                        + stop(1)
                        + ENDING);
        assertThat(after.canBeContinued()).isFalse();
    }

    @Test
    void blocks_may_end_elsewhere_than_those_that_were_shown() {
        String two = BEGIN + start(0, TEXT_BLOCK) + text(0, "Hel") + stop(0) + start(1, TEXT_BLOCK) + text(1, "lo");
        String one = BEGIN + start(0, TEXT_BLOCK) + text(0, "Hello") + text(0, " you") + stop(0) + ENDING;
        String closed = BEGIN + start(0, TEXT_BLOCK) + text(0, "Hello") + stop(0);

        assertThat(after(two, one, true).passed()).isEqualTo(text(1, " you") + stop(1) + ENDING);
        assertThat(after(closed, one, true).passed())
                .isEqualTo(start(1, TEXT_BLOCK) + text(1, " you") + stop(1) + ENDING);
        assertThat(after(closed, two + stop(1) + ENDING, true).passed()).isEqualTo(ENDING);
        assertThat(after(closed, one, false).text()).isEqualTo("HelloHello you");
        assertThat(after(BEGIN + start(0, TEXT_BLOCK) + text(0, "Hello"), two + text(1, "!") + stop(1) + ENDING, true)
                        .passed())
                .isEqualTo(text(0, "!") + stop(0) + ENDING);
    }

    @Test
    void a_tool_called_before_all_was_told_again_diverges() {
        String next = BEGIN + start(0, "{'type':'tool_use','id':'a','name':'b','input':{}}");

        assertThat(after(BEGIN + start(0, TEXT_BLOCK) + text(0, "Hello"), next, true)
                        .kinds())
                .containsExactly(Kind.DIVERGED);
        assertThat(after(BEGIN + start(0, TEXT_BLOCK) + text(0, "Hello"), next, false)
                        .passed())
                .startsWith(stop(0) + "event: content_block_start");
    }
}
