package dev.penstock.providers.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.Json;
import dev.penstock.providers.chat.UnreadableReplyException;
import dev.penstock.providers.chat.UntranslatableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What every dialect has to keep, tried on its samples: {@code requests.json}, {@code replies.json}, {@code streams.json} (of the
 * same names as the replies that they say again) and {@code errors.json} in a folder of the dialect's name.
 */
interface DialectContract {
    long SEED = 20_261_127;
    Asked ASKED = new Asked("chatcmpl-1", "prefix/model", Instant.ofEpochSecond(1_800_000_000), true);

    Dialect dialect();

    /** An event in the framing that the provider streams in. */
    byte[] event(String name, String json);

    /** An error in the midst of a stream, that says "Overloaded". */
    byte[] errorEvent();

    private Stream<JsonNode> samples(String file) {
        String path = "samples/" + dialect().name() + "/" + file;
        try (InputStream in = DialectContract.class.getResourceAsStream(path)) {
            JsonNode samples = new ObjectMapper().readTree(Objects.requireNonNull(in, path));
            return StreamSupport.stream(samples.spliterator(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Translation translation(JsonNode chat, String model) {
        return Translation.of(dialect(), model, ByteBuffer.wrap(Json.bytes(chat)), ASKED);
    }

    private Translation translation() {
        return translation(chat("{\"stream\":true,\"stream_options\":{\"include_usage\":true}}"), "model");
    }

    private static ObjectNode chat(String fields) {
        ObjectNode chat = Objects.requireNonNull(Json.object(fields));
        if (!chat.has("messages")) {
            chat.putArray("messages").addObject().put("role", "user").put("content", "Hello");
        }
        return chat;
    }

    private static JsonNode read(ByteBuffer bytes) {
        return Objects.requireNonNull(
                Json.object(StandardCharsets.UTF_8.decode(bytes).toString()));
    }

    private static JsonNode same(JsonNode node) {
        return Objects.requireNonNull(Json.object(Json.bytes(node)));
    }

    private byte[] stream(JsonNode sample) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        sample.path("events")
                .forEach(event -> bytes.writeBytes(
                        event(event.path(0).asText(), event.path(1).toString())));
        return bytes.toByteArray();
    }

    private Answer answer(byte[]... pieces) {
        return Answer.of(translation().translator(), List.of(pieces));
    }

    private Stream<DynamicTest> each(String file, Consumer<JsonNode> check) {
        return samples(file)
                .map(sample -> dynamicTest(
                        sample.path("name").asText(sample.path("status").asText()), () -> check.accept(sample)));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Stream.of(parts).forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    @Test
    default void is_found_by_its_name() {
        assertThat(Dialects.named(dialect().name())).isNotNull().hasSameClassAs(dialect());
    }

    @TestFactory
    default Stream<DynamicTest> a_chat_becomes_the_providers_own_request() {
        return each("requests.json", sample -> {
            Translation translation =
                    translation(sample.path("chat"), sample.path("model").asText());

            assertThat(read(translation.body())).isEqualTo(same(sample.path("own")));
            assertThat(translation.stream())
                    .isEqualTo(sample.path("chat").path("stream").asBoolean(false));
        });
    }

    @TestFactory
    default Stream<DynamicTest> a_reply_becomes_a_chat_completion() {
        return each("replies.json", sample -> {
            JsonNode completion = read(translation().reply(200, ByteBuffer.wrap(Json.bytes(sample.path("own")))));

            assertThat(completion.path("id").asText()).isEqualTo("chatcmpl-1");
            assertThat(completion.path("object").asText()).isEqualTo("chat.completion");
            assertThat(completion.path("created").asLong()).isEqualTo(1_800_000_000);
            assertThat(completion.path("model").asText()).isEqualTo("prefix/model");
            JsonNode choice = completion.path("choices").path(0);
            assertThat(choice.path("message")).isEqualTo(same(sample.path("message")));
            assertThat(choice.path("finish_reason")).isEqualTo(sample.path("finish_reason"));
            assertThat(completion.path("usage")).isEqualTo(same(sample.path("usage")));
        });
    }

    @TestFactory
    default Stream<DynamicTest> an_error_keeps_its_words() {
        return each("errors.json", sample -> {
            ByteBuffer own = ByteBuffer.wrap(Json.bytes(sample.path("own")));

            JsonNode error = read(translation().reply(sample.path("status").asInt(), own));

            assertThat(error).isEqualTo(same(sample.path("chat")));
        });
    }

    @TestFactory
    default Stream<DynamicTest> a_stream_becomes_chunks() {
        return each("streams.json", sample -> {
            Answer answer = answer(stream(sample));

            List<JsonNode> expected = new ArrayList<>();
            sample.path("deltas").forEach(delta -> expected.add(same(delta)));
            assertThat(answer.deltas()).isEqualTo(expected);
            assertThat(answer.isWhole()).isTrue();
            assertThat(answer.isDone()).isTrue();
            assertThat(answer.chunks).allSatisfy(chunk -> {
                assertThat(chunk.path("id").asText()).isEqualTo("chatcmpl-1");
                assertThat(chunk.path("object").asText()).isEqualTo("chat.completion.chunk");
                assertThat(chunk.path("created").asLong()).isEqualTo(1_800_000_000);
                assertThat(chunk.path("model").asText()).isEqualTo("prefix/model");
            });
        });
    }

    @TestFactory
    default Stream<DynamicTest> a_streamed_answer_says_what_the_same_answer_says_unstreamed() {
        Map<String, JsonNode> replies = new TreeMap<>();
        samples("replies.json").forEach(reply -> replies.put(reply.path("name").asText(), reply));
        return each("streams.json", sample -> {
            JsonNode reply =
                    Objects.requireNonNull(replies.get(sample.path("name").asText()));
            JsonNode message = reply.path("message");

            Answer answer = answer(stream(sample));

            assertThat(answer.joined("content"))
                    .isEqualTo(message.path("content").asText(""));
            assertThat(answer.joined("reasoning_content"))
                    .isEqualTo(message.path("reasoning_content").asText(""));
            assertThat(answer.finishReason())
                    .isEqualTo(reply.path("finish_reason").asText());
            assertThat(answer.usage()).isEqualTo(same(reply.path("usage")));
            List<String> calls = new ArrayList<>();
            message.path("tool_calls")
                    .forEach(call -> calls.add(call.path("id").asText() + " "
                            + call.path("function").path("name").asText() + " "
                            + Json.object(
                                    call.path("function").path("arguments").asText())));
            assertThat(answer.toolCalls().values()).containsExactlyElementsOf(calls);
        });
    }

    @TestFactory
    default Stream<DynamicTest> a_stream_says_the_same_wherever_it_is_cut() {
        return each("streams.json", sample -> {
            byte[] bytes = stream(sample);
            String whole = answer(bytes).text();
            byte[][] single = new byte[bytes.length][];

            for (int place = 0; place < bytes.length; place++) {
                byte[] before = Arrays.copyOfRange(bytes, 0, place);
                byte[] after = Arrays.copyOfRange(bytes, place, bytes.length);
                assertThat(answer(before, after).text()).as("cut at %d", place).isEqualTo(whole);
                single[place] = new byte[] {bytes[place]};
            }
            assertThat(answer(single).text()).as("byte by byte").isEqualTo(whole);
        });
    }

    @TestFactory
    default Stream<DynamicTest> a_stream_that_is_cut_short_never_looks_whole() {
        return each("streams.json", sample -> {
            byte[] bytes = stream(sample);
            String reason = answer(bytes).finishReason();

            for (int length = 0; length < bytes.length; length++) {
                Answer answer = answer(Arrays.copyOf(bytes, length));
                assertThat(answer.isDone()).as("of length %d", length).isEqualTo(answer.isWhole());
                // Once the provider has said why it stopped, nothing of the answer is missing.
                assertThat(answer.finishReason()).isEqualTo(answer.isWhole() ? reason : "");
            }
            assertThat(answer(Arrays.copyOf(bytes, bytes.length / 3)).isWhole()).isFalse();
        });
    }

    @TestFactory
    default Stream<DynamicTest> an_event_that_is_not_json_is_passed_over() {
        return each("streams.json", sample -> {
            byte[] broken = event(sample.path("events").path(0).path(0).asText(), "{\"type\": \"mess");
            StreamTranslator translator = translation().translator();

            Answer answer = Answer.of(translator, List.of(broken, stream(sample)));

            assertThat(answer.text()).isEqualTo(answer(stream(sample)).text());
            assertThat(translator.malformed()).isEqualTo(1);
        });
    }

    @Test
    default void an_event_that_is_not_json_amid_a_tool_call_ends_the_stream() {
        JsonNode tools = samples("streams.json")
                .filter(sample -> sample.path("name").asText().equals("tools"))
                .findFirst()
                .orElseThrow();
        List<byte[]> pieces = new ArrayList<>();
        for (JsonNode event : tools.path("events")) {
            String json = event.path(1).toString();
            pieces.add(event(event.path(0).asText(), json));
            if (json.contains("toolu_1")) {
                pieces.add(event("ping", "{"));
            }
        }

        Answer answer = Answer.of(translation().translator(), pieces);

        assertThat(answer.isWhole()).isFalse();
        assertThat(answer.chunks.getLast().path("error").path("message").asText())
                .contains("tool call is not JSON");
    }

    @Test
    default void a_stream_of_many_events_that_are_not_json_has_failed() {
        byte[] broken = event("ping", "{");
        byte[][] many = new byte[9][];
        Arrays.fill(many, broken);

        Answer answer = answer(many);

        assertThat(answer.isWhole()).isFalse();
        assertThat(answer.text()).startsWith("data: {\"error\":").contains("not JSON");
    }

    @Test
    default void an_error_inside_a_stream_ends_it() {
        byte[] bytes = stream(samples("streams.json").findFirst().orElseThrow());
        byte[] begun = Arrays.copyOf(bytes, bytes.length / 3);

        Answer first = answer(join(errorEvent(), bytes));
        Answer cut = answer(begun);

        assertThat(cut.isWhole()).isFalse();
        assertThat(first.isWhole()).isFalse();
        assertThat(first.isDone()).isFalse();
        assertThat(first.chunks).hasSize(1);
        JsonNode error = first.chunks.getFirst().path("error");
        assertThat(error.path("message").asText()).isEqualTo("Overloaded");
        assertThat(error.path("type").asText()).isNotEmpty();
        assertThat(error.has("param")).isTrue();
        assertThat(error.has("code")).isTrue();
    }

    @Test
    default void usage_is_told_in_a_stream_only_when_asked_for() {
        byte[] bytes = stream(samples("streams.json").findFirst().orElseThrow());
        Translation silent = translation(chat("{\"stream\":true}"), "model");

        Answer answer = Answer.of(silent.translator(), List.of(bytes));

        assertThat(answer.isDone()).isTrue();
        assertThat(answer.chunks)
                .allSatisfy(chunk -> assertThat(chunk.has("usage")).isFalse());
        assertThat(answer(bytes).chunks.getLast().path("choices")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "n | {`n`:2}",
                "logprobs | {`logprobs`:true}",
                "logprobs | {`top_logprobs`:3}",
                "modalities | {`modalities`:[`text`,`audio`]}",
                "audio | {`audio`:{`voice`:`x`}}",
                "functions | {`functions`:[{}]}",
                "web_search_options | {`web_search_options`:{}}",
                "response_format | {`response_format`:{`type`:`json_object`}}",
                "messages | {`messages`:[]}",
                "messages | {`messages`:`Hello`}",
                "messages[0].role | {`messages`:[{`role`:`function`,`content`:`x`}]}",
                "messages[0].content | {`messages`:[{`role`:`user`,`content`:7}]}",
                "messages[0].content[1]: 'input_audio' | {`messages`:[{`role`:`user`,`content`:[{`type`:`text`,`text`:`a`},{`type`:`input_audio`}]}]}",
                "messages[0].content[0].image_url.url | {`messages`:[{`role`:`user`,`content`:[{`type`:`image_url`,`image_url`:{`url`:`file:///etc/passwd`}}]}]}",
                "messages[0].content[0].file.file_data | {`messages`:[{`role`:`user`,`content`:[{`type`:`file`,`file`:{`file_id`:`f`}}]}]}",
                "messages[0].content[0].file.file_data | {`messages`:[{`role`:`user`,`content`:[{`type`:`file`,`file`:{`file_data`:`data:audio/mpeg;base64,AA`}}]}]}",
                "messages[0].tool_call_id | {`messages`:[{`role`:`tool`,`content`:`x`}]}",
                "messages[0].tool_calls[0].function.arguments | {`messages`:[{`role`:`assistant`,`tool_calls`:[{`id`:`c`,`function`:{`name`:`f`,`arguments`:`[`}}]}]}",
                "tools[0] | {`tools`:[{`type`:`custom`,`custom`:{}}]}",
                "tool_choice | {`tools`:[{`type`:`function`,`function`:{`name`:`f`}}],`tool_choice`:`perhaps`}",
                "max_tokens | {`max_tokens`:`many`}",
                "temperature | {`temperature`:`hot`}",
            })
    default void what_it_cannot_say_is_refused_with_its_place(String place, String fields) {
        ObjectNode chat = chat(fields.replace('`', '"'));

        assertThatExceptionOfType(UntranslatableException.class)
                .isThrownBy(() -> translation(chat, "claude"))
                .withMessageStartingWith(place);
    }

    @Test
    default void a_body_that_is_no_object_is_refused() {
        for (String body :
                List.of("", "[]", "nothing", "{\"a\":", "{\"a\":" + "[".repeat(300) + "]".repeat(300) + "}")) {
            ByteBuffer bytes = ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8));

            assertThatExceptionOfType(UntranslatableException.class)
                    .isThrownBy(() -> Translation.of(dialect(), "model", bytes, ASKED));
        }
    }

    @Test
    default void a_reply_that_is_not_what_was_promised_is_told_from_an_error() {
        for (String body : List.of("", "<html>", "[]", "{}", "{\"content\":1}", "{\"output\":{}}")) {
            ByteBuffer bytes = ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8));

            assertThatExceptionOfType(UnreadableReplyException.class)
                    .isThrownBy(() -> translation().reply(200, bytes));
            assertThat(read(translation().reply(502, bytes))
                            .path("error")
                            .path("message")
                            .asText())
                    .isEqualTo("The provider answered with status 502");
        }
    }

    @Test
    default void whatever_stands_where_something_else_should_is_refused_or_translated() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<JsonNode> requests = samples("requests.json").toList();
        List<JsonNode> replies = samples("replies.json").toList();
        List<JsonNode> errors = samples("errors.json").toList();

        for (int round = 0; round < 3000; round++) {
            JsonNode request = requests.get(random.nextInt(requests.size())).deepCopy();
            JsonNode reply = replies.get(random.nextInt(replies.size())).deepCopy();
            JsonNode error = errors.get(random.nextInt(errors.size())).deepCopy();
            Odd.put(random, request.path("chat"));
            Odd.put(random, reply.path("own"));
            Odd.put(random, error.path("own"));
            try {
                translation(request.path("chat"), request.path("model").asText());
                translation().reply(200, ByteBuffer.wrap(Json.bytes(reply.path("own"))));
            } catch (UntranslatableException | UnreadableReplyException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
            assertThat(read(translation().reply(400, ByteBuffer.wrap(Json.bytes(error.path("own")))))
                            .path("error"))
                    .isNotEmpty();
        }
    }

    @Test
    default void whatever_stands_in_a_stream_where_something_else_should_never_throws() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<JsonNode> streams = samples("streams.json").toList();

        for (int round = 0; round < 3000; round++) {
            JsonNode stream = streams.get(random.nextInt(streams.size())).deepCopy();
            stream.path("events").forEach(event -> Odd.put(random, event.path(1)));

            Answer answer = answer(stream(stream));

            assertThat(answer.isDone()).isEqualTo(answer.isWhole());
        }
    }
}
