package dev.penstock.providers.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.application.port.FakeReader;
import dev.penstock.domain.inference.Body;
import dev.penstock.providers.chat.Json;
import dev.penstock.providers.chat.UnreadableReplyException;
import dev.penstock.providers.chat.UntranslatableException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers may expect, whichever API they speak. */
interface CallerApiContract {
    Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    String MODEL = "groq/llama-3.3-70b-versatile";

    CallerApi api();

    /** The folder of its samples. */
    String folder();

    Told told(ObjectNode reply);

    Told told(List<SeenEvent> events);

    /** Fails when the events do not stand in the order that the API promises. */
    void checkOrder(List<SeenEvent> events);

    /** A small request that asks to see thoughts. */
    ObjectNode question();

    /** The API's word for an answer that ended by itself, was cut, called tools, was filtered. */
    String ending(String finish);

    default Asked asked() {
        return new Asked(question(), "S1", NOON);
    }

    default FrontTranslation translation() {
        return FrontTranslation.of(api(), ByteBuffer.wrap(Json.bytes(question())), "S1", NOON);
    }

    default FakeReader stream(List<byte[]> pieces) {
        return FakeReader.of(new Body.Streamed(translation().stream(new Pieces(pieces)), -1));
    }

    default FakeReader stream(String body) {
        return stream(List.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "system", "tools", "tool-results", "images", "format"})
    default void a_request_is_told_as_chat_completions(String sample) {
        ObjectNode request = FrontSample.object(folder() + "/" + sample + ".request.json");
        ObjectNode before = request.deepCopy();

        ObjectNode chat = api().toChat(request);

        assertThat(chat).isEqualTo(FrontSample.object("chat/" + sample + ".request.json"));
        assertThat(request).isEqualTo(before);
    }

    @Test
    default void numbers_stay_as_they_were_written() {
        byte[] request = FrontSample.bytes(folder() + "/text.request.json");

        ByteBuffer chat =
                FrontTranslation.of(api(), ByteBuffer.wrap(request), "S1", NOON).request();

        assertThat(StandardCharsets.UTF_8.decode(chat).toString()).contains("\"temperature\":0.70,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1", "[]", "", "{\"model\":\"a\",\"model\":\"b\"}", "{} {}"})
    default void a_request_that_is_no_object_is_refused(String request) {
        ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> FrontTranslation.of(api(), bytes, "S1", NOON))
                .isInstanceOf(UntranslatableException.class)
                .hasMessage("the request must be a JSON object that gives no key twice");
    }

    @Test
    default void a_stream_that_is_neither_on_nor_off_is_refused() {
        ObjectNode request = question().put("stream", "yes");

        assertThatThrownBy(() -> api().toChat(request)).hasMessage("stream: must be true or false");
    }

    @Test
    default void a_whole_answer_tells_everything() {
        ObjectNode reply = api().reply(FrontSample.object("chat/tools.json"), asked());

        Told told = told(reply);
        assertThat(told.text()).isEqualTo("Both, then.");
        assertThat(told.calls())
                .containsExactly(
                        new Told.Call("call_a", "set_gate", FrontSample.quoted("{'gate':2,'percent':30}")),
                        new Told.Call("call_b", "read_level", FrontSample.quoted("{}")));
        assertThat(told.ending()).isEqualTo(ending("tool_calls"));
        assertThat(told.tokens()).isEqualTo(new Told.Tokens(80, 0, 40));
    }

    @Test
    default void the_model_is_the_one_that_was_asked_for_whoever_answers() {
        String body = FrontSample.text("chat/text.json");
        String events = FrontSample.text("chat/text.sse");

        assertThat(api().reply(FrontSample.json(body), asked()).path("model").asText())
                .isEqualTo(MODEL);
        assertThat(stream(events).text())
                .contains("\"model\":\"" + MODEL + "\"")
                .doesNotContain("\"model\":\"llama-3.3-70b-versatile\"");
    }

    @Test
    default void the_model_of_another_step_is_the_one_that_was_asked_for_there() {
        ByteBuffer question = ByteBuffer.wrap(Json.bytes(question()));
        FrontTranslation there = FrontTranslation.of(api(), question, "openai/other", "S1", NOON);
        ByteBuffer chat = ByteBuffer.wrap(FrontSample.text("chat/text.json").getBytes(StandardCharsets.UTF_8));

        assertThat(StandardCharsets.UTF_8.decode(there.reply(chat)).toString()).contains("\"model\":\"openai/other\"");
    }

    @Test
    default void thoughts_and_cached_tokens_are_told() {
        Told thoughtful = told(api().reply(FrontSample.object("chat/thought.json"), asked()));
        Told cached = told(api().reply(FrontSample.object("chat/text.json"), asked()));

        assertThat(thoughtful.thought()).isEqualTo("Three gates, one shut.");
        assertThat(thoughtful.text()).isEqualTo("Two are open.");
        assertThat(cached.tokens()).isEqualTo(new Told.Tokens(900, 600, 12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text:stop", "tools:tool_calls", "length:length", "filtered:content_filter"})
    default void says_why_the_answer_is_over(String sample) {
        String[] named = sample.split(":", -1);

        Told told = told(api().reply(FrontSample.object("chat/" + named[0] + ".json"), asked()));

        assertThat(told.ending()).isEqualTo(ending(named[1]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "tools", "thought", "length", "filtered"})
    default void a_stream_tells_what_the_whole_answer_tells(String sample) {
        ObjectNode whole = api().reply(FrontSample.object("chat/" + sample + ".json"), asked());

        FakeReader reader = stream(FrontSample.text("chat/" + sample + ".sse"));

        List<SeenEvent> events = SeenEvent.all(reader.text());
        assertThat(reader.ending()).isEqualTo("complete");
        assertThat(told(events)).isEqualTo(told(whole));
        checkOrder(events);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "tools", "thought"})
    default void a_stream_may_be_cut_anywhere(String sample) {
        byte[] body = FrontSample.bytes("chat/" + sample + ".sse");
        String whole = stream(List.of(body)).text();

        for (int cut = 0; cut <= body.length; cut++) {
            ByteBuffer rest = ByteBuffer.wrap(body);
            byte[] first = new byte[cut];
            byte[] second = new byte[body.length - cut];
            rest.get(first).get(second);
            assertThat(stream(List.of(first, second)).text())
                    .as("cut at " + cut)
                    .isEqualTo(whole);
        }
        assertThat(stream(everyByte(body)).text()).isEqualTo(whole);
    }

    private static List<byte[]> everyByte(byte[] body) {
        List<byte[]> pieces = new ArrayList<>();
        for (byte one : body) {
            pieces.add(new byte[] {one});
        }
        return pieces;
    }

    @Test
    default void line_ends_of_all_kinds_are_the_same() {
        String body = FrontSample.text("chat/tools.sse");

        String plain = stream(body).text();

        assertThat(stream(body.replace("\n", "\r\n")).text()).isEqualTo(plain);
        assertThat(stream(body.replace("\n", "\r")).text()).isEqualTo(plain);
        assertThat(stream(body.strip()).text()).isEqualTo(plain);
    }

    @Test
    default void a_whole_stream_without_its_last_word_is_whole() {
        FakeReader reader = stream(FrontSample.text("chat/text.sse").replace("data: [DONE]\n\n", ""));

        assertThat(reader.ending()).isEqualTo("complete");
        assertThat(reader.text())
                .isEqualTo(stream(FrontSample.text("chat/text.sse")).text());
    }

    @Test
    default void an_answer_that_breaks_off_never_looks_whole() {
        String body = FrontSample.text("chat/text.sse");
        String half = body.substring(0, body.indexOf("\"stop\""));

        for (int end = half.indexOf("The water"); end < half.length(); end++) {
            FakeReader reader = stream(half.substring(0, end));

            assertThat(reader.ending()).isEqualTo("broken");
            List<SeenEvent> events = SeenEvent.all(reader.text());
            assertThat(events).extracting(SeenEvent::type).contains("error");
            checkOrder(events);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "insufficient_system_resource"})
    default void an_answer_that_the_provider_gave_up_never_looks_whole(String reason) {
        String finish = "\"finish_reason\":\"" + reason + "\"";
        String body = FrontSample.text("chat/text.json").replace("\"finish_reason\":\"stop\"", finish);
        String events = FrontSample.text("chat/text.sse").replace("\"finish_reason\":\"stop\"", finish);

        assertThatThrownBy(() -> api().reply(FrontSample.json(body), asked()))
                .isInstanceOf(UnreadableReplyException.class);
        assertThat(stream(events).ending()).isEqualTo("broken");
    }

    @Test
    default void a_reason_without_a_word_is_none() {
        String body = FrontSample.text("chat/text.sse").replace("\"finish_reason\":null", "\"finish_reason\":\"\"");

        assertThat(stream(body).ending()).isEqualTo("complete");
        assertThat(stream(body.substring(0, body.indexOf("\"stop\""))).ending()).isEqualTo("broken");
    }

    @Test
    default void an_error_within_the_stream_reaches_the_caller() {
        String body = FrontSample.text("chat/text.sse");
        String error =
                "data: {\"error\":{\"message\":\"the weir is flooded\",\"type\":\"server_error\",\"code\":500}}\n\n";

        FakeReader reader = stream(body.substring(0, body.indexOf("data: {\"id\"", 400)) + error);

        List<SeenEvent> events = SeenEvent.all(reader.text());
        assertThat(reader.ending()).isEqualTo("broken");
        assertThat(reader.text()).contains("the weir is flooded");
        checkOrder(events);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":", "[]", "garbage"})
    default void an_event_that_is_no_chunk_ends_the_answer_with_an_error(String event) {
        String body = FrontSample.text("chat/text.sse");
        int middle = body.indexOf(": keep-alive");

        FakeReader reader = stream(body.substring(0, middle) + "data: " + event + "\n\n" + body.substring(middle));

        assertThat(reader.ending()).isEqualTo("broken");
        checkOrder(SeenEvent.all(reader.text()));
    }

    @Test
    default void calls_that_are_all_numbered_0_are_told_apart() {
        String body = FrontSample.text("chat/tools.sse").replace("\"index\":1,", "\"index\":0,");

        List<SeenEvent> events = SeenEvent.all(stream(body).text());

        assertThat(told(events).calls()).extracting(Told.Call::name).containsExactly("set_gate", "read_level");
        checkOrder(events);
    }

    @Test
    default void calls_that_are_told_crosswise_end_the_answer_with_an_error() {
        String body = FrontSample.text("chat/tools.sse");
        int first = body.indexOf("data: {", body.indexOf("call_a"));
        int last = body.indexOf("data: {", body.indexOf("call_b"));
        String late = body.substring(first, body.indexOf("data: {", first + 1));

        FakeReader reader = stream(body.substring(0, last) + late + body.substring(last));

        assertThat(reader.ending()).isEqualTo("broken");
    }

    @Test
    default void a_reply_that_is_no_chat_completion_is_not_passed_on() {
        assertThatThrownBy(() -> api().reply(FrontSample.quoted("{'choices':[]}"), asked()))
                .isInstanceOf(UnreadableReplyException.class);
        assertThatThrownBy(() -> translation().reply(ByteBuffer.wrap("<html>".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(UnreadableReplyException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'error':{'message':'too many','type':'requests','code':'rate_limit_exceeded'}}",
                "[{'error':{'message':'too many','code':429,'status':'RESOURCE_EXHAUSTED'}}]",
                "{'object':'error','message':'too many','type':'rate','param':null,'code':'1300'}",
                "{'error':'too many'}",
                "{'detail':'too many'}"
            })
    default void the_provider_s_reason_reaches_the_caller(String error) {
        ByteBuffer body = ByteBuffer.wrap(error.replace('\'', '"').getBytes(StandardCharsets.UTF_8));

        ObjectNode told = FrontSample.json(translation().error(429, body));

        assertThat(told.path("error").path("message").asText()).isEqualTo("too many");
    }

    @Test
    default void an_error_that_says_nothing_is_still_an_error_of_the_api() {
        ObjectNode told = FrontSample.json(
                translation().error(502, ByteBuffer.wrap("<html>bad gateway".getBytes(StandardCharsets.UTF_8))));

        assertThat(told.path("error").path("message").asText()).isEqualTo("the provider did not say what is wrong");
    }

    @Test
    default void answers_look_as_recorded() {
        ObjectNode reply = api().reply(FrontSample.object("chat/tools.json"), asked());
        FakeReader reader = stream(FrontSample.text("chat/tools.sse"));

        assertThat(FrontSample.wire(reply)).isEqualTo(FrontSample.object(folder() + "/tools.reply.json"));
        assertThat(SeenEvent.all(reader.text()))
                .isEqualTo(SeenEvent.all(FrontSample.text(folder() + "/tools.reply.sse")));
    }
}
