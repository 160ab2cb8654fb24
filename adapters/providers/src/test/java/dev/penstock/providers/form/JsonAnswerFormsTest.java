package dev.penstock.providers.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.application.port.AnswerForms.StreamForm;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.provider.Api;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.providers.chat.Json;
import dev.penstock.providers.dialect.Dialects;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonAnswerFormsTest {
    private static final RequestTarget CHAT = new RequestTarget.Unified(Api.CHAT_COMPLETIONS, null);
    private static final RequestTarget MESSAGES = new RequestTarget.Unified(Api.MESSAGES, null);

    private final JsonAnswerForms forms = new JsonAnswerForms();

    private static InferenceReply reply(int status, String type, @Nullable String encoding) {
        List<Header> lines = new ArrayList<>(List.of(new Header("Content-Type", type)));
        if (encoding != null) {
            lines.add(new Header("Content-Encoding", encoding));
        }
        return new InferenceReply(
                status,
                new Headers(lines),
                Body.EMPTY,
                new InferenceReply.Origin(new ProviderId("openai"), null),
                InferenceReply.Meter.NONE);
    }

    private static RequestTarget own(String path) {
        return new RequestTarget.Native("some", path, null);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(("  " + text).getBytes(UTF_8)).position(2).asReadOnlyBuffer();
    }

    @Nested
    class Streams {
        private @Nullable String named(RequestTarget target, String type, @Nullable String encoding) {
            StreamForm form = forms.stream(target, reply(200, type, encoding));
            return form == null ? null : form.name();
        }

        @ParameterizedTest
        @CsvSource({
            "chat/completions, chat",
            "v1/chat/completions, chat",
            "openai/deployments/a/chat/completions, chat",
            "v1/messages, messages",
            "v1/responses, responses",
            "v1beta/models/gemini-2.5-flash:streamGenerateContent, gemini",
            "v1beta/models/gemini-2.5-flash:generateContent, ",
            "v1/messages/batches, ",
            "v1/completions, ",
            "v1/mychat/completions, ",
            "v1/audio/speech, "
        })
        void are_known_by_the_path_of_a_providers_own_api(String path, @Nullable String name) {
            assertThat(named(own(path), "text/event-stream", null)).isEqualTo(name);
        }

        @Test
        void are_known_by_the_unified_api() {
            assertThat(named(CHAT, "Text/Event-Stream; charset=utf-8", "identity"))
                    .isEqualTo("chat");
            assertThat(named(MESSAGES, "text/event-stream", null)).isEqualTo("messages");
        }

        @Test
        void are_none_when_the_body_is_no_plain_event_stream() {
            assertThat(named(CHAT, "application/json", null)).isNull();
            assertThat(named(CHAT, "text/event-stream", "gzip")).isNull();
        }
    }

    @Nested
    class Faults {
        private @Nullable String fault(int status, String type, String body) {
            return forms.faultIn(reply(status, type, null), bytes(body));
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"a\":[1,{}]}", " [1] \r\n", "\"text\"", "7", "true"})
        void are_none_in_one_whole_document(String body) {
            assertThat(fault(200, "application/json; charset=utf-8", body)).isNull();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", " \n", "{\"a\":[1,{}]", "{\"a\":\"x", "\"tex", "<html>", "{} {}", "{}]", "{'a':1}", "tru"
                })
        void are_found_in_all_else(String body) {
            assertThat(fault(200, "application/json", body)).isNotNull();
            assertThat(fault(201, "application/problem+json", body)).isNotNull();
        }

        @ParameterizedTest
        @CsvSource({
            "500, application/json",
            "204, application/json",
            "200, text/plain",
            "200, application/x-ndjson",
            "200, application/octet-stream"
        })
        void are_looked_for_in_answers_of_one_document_only(int status, String type) {
            assertThat(fault(status, type, "{\"a\"")).isNull();
        }

        @Test
        void are_not_looked_for_in_what_is_encoded() {
            assertThat(forms.faultIn(reply(200, "application/json", "gzip"), bytes("x")))
                    .isNull();
        }

        @Test
        void are_found_where_a_long_document_begins_and_ends() {
            String text = "{\"a\":\"" + "x".repeat(2_000_000);

            assertThat(fault(200, "application/json", text + "\"}")).isNull();
            assertThat(fault(200, "application/json", text)).isNotNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {"chat/completions", "messages", "responses"})
        void are_found_in_every_beginning_of_a_real_answer(String path) {
            String whole = Recorder.record(
                            "/v1/" + path,
                            "{'model':'m','messages':[{'role':'user','content':'hi'}],'input':'hi','max_tokens':9}")
                    .body();
            assertThat(fault(200, "application/json", whole)).isNull();
            for (int cut = 0; cut < whole.length(); cut++) {
                assertThat(fault(200, "application/json", whole.substring(0, cut)))
                        .isNotNull();
            }
        }
    }

    @Nested
    class Refusals {
        private boolean refuses(int status, String body) {
            return forms.isRefusal(reply(status, "application/json", null), bytes(body));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'error':{'code':'content_policy_violation','message':'no'}}",
                    "{'error':{'code':'content_filter','innererror':{'code':'x'}}}",
                    "{'error':{'code':'400','innererror':{'code':'ResponsibleAIPolicyViolation'}}}",
                    "{'error':{'type':'image_generation_user_error','code':'moderation_blocked'}}",
                    "{'type':'error','error':{'message':'Output blocked by content filtering policy'}}",
                    "[{'error':{'code':'content_filter'}}]"
                })
        void are_said_with_a_code_or_a_sentence(String body) {
            assertThat(refuses(400, body.replace('\'', '"'))).isTrue();
            assertThat(refuses(403, body.replace('\'', '"'))).isTrue();
            assertThat(refuses(500, body.replace('\'', '"'))).isFalse();
            assertThat(refuses(429, body.replace('\'', '"'))).isFalse();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'error':{'code':'context_length_exceeded','message':'too long'}}",
                    "{'error':{'code':'invalid_value','param':'content_filter','message':'no such thing'}}",
                    "{'error':null}",
                    "content_filter",
                    ""
                })
        void are_not_seen_in_other_errors(String body) {
            assertThat(refuses(400, body.replace('\'', '"'))).isFalse();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/v1/chat/completions",
                    "/v1/messages",
                    "/v1/responses",
                    "/v1beta/models/fake-content-policy:generateContent"
                })
        void are_seen_in_every_dialect_of_the_fake_provider(String path) {
            String body = "{'model':'fake-%s','messages':[{'role':'user','content':'hi'}],'input':'hi','max_tokens':9}";
            Recorder.Tape refusal = Recorder.record(path, body.formatted("content-policy"));
            Recorder.Tape other =
                    Recorder.record(path.replace("content-policy", "context-length"), body.formatted("context-length"));

            assertThat(refusal.status()).isEqualTo(400);
            assertThat(refuses(refusal.status(), refusal.body())).isTrue();
            assertThat(other.status()).isEqualTo(400);
            assertThat(refuses(other.status(), other.body())).isFalse();
        }
    }

    @Nested
    class RefusalsInTranslation {
        @ParameterizedTest
        @CsvSource({"anthropic, /v1/messages", "bedrock-converse, /model/fake-content-policy/converse"})
        void are_seen_in_what_a_dialect_makes_of_them(String dialect, String path) {
            String own = Recorder.record(
                            path, "{'model':'fake-content-policy','messages':[{'role':'user','content':'hi'}]}")
                    .body();
            ObjectNode translated = Objects.requireNonNull(Dialects.named(dialect))
                    .error(400, Objects.requireNonNull(Json.object(own)));

            assertThat(forms.isRefusal(reply(400, "application/json", null), Json.buffer(translated)))
                    .isTrue();
        }
    }

    @Nested
    class Continuing {
        private @Nullable String continuing(RequestTarget target, String body, String shown) {
            ByteBuffer longer = forms.continuing(target, bytes(body.replace('\'', '"')), shown);
            return longer == null ? null : UTF_8.decode(longer).toString().replace('"', '\'');
        }

        @ParameterizedTest
        @EnumSource(
                value = Api.class,
                names = {"CHAT_COMPLETIONS", "MESSAGES"})
        void adds_what_was_shown_as_the_models_last_turn_and_changes_nothing_else(Api api) {
            String body = "{ 'n':{'messages':[]}, 'messages' : [ {'role':'user', 'content':'\u00e4'} ] , 'x':1.50}";

            assertThat(continuing(new RequestTarget.Unified(api, null), body, "He said"))
                    .isEqualTo("{ 'n':{'messages':[]}, 'messages' : [ {'role':'user', 'content':'\u00e4'} "
                            + ",{'role':'assistant','content':'He said'}] , 'x':1.50}");
        }

        @Test
        void writes_any_text() {
            String shown = "a \"quoted\"\n line \ud83c\udf0d";
            ByteBuffer longer = Objects.requireNonNull(
                    forms.continuing(own("v1/chat/completions"), bytes("{\"messages\":[{\"role\":\"user\"}]}"), shown));

            ObjectNode read = Objects.requireNonNull(Json.object(longer));
            assertThat(read.path("messages").path(1).path("content").asText()).isEqualTo(shown);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'messages':[{'role':'user'},{'role':'assistant','content':'x'}]}",
                    "{'messages':[]}",
                    "{'messages':['x']}",
                    "{'messages':'x'}",
                    "{'messages':[{'role':'user'}],'messages':[{'role':'user'}]}",
                    "{'messages':[{'role':'user'}",
                    "{'messages':[{'role':'user'}]",
                    "{'input':'x'}",
                    "[]",
                    ""
                })
        void is_not_possible_for_such_a_request(String body) {
            assertThat(continuing(CHAT, body, "shown")).isNull();
        }

        @Test
        void is_not_possible_where_blanks_end_what_was_shown() {
            assertThat(continuing(MESSAGES, "{'messages':[{'role':'user'}]}", "shown "))
                    .isNull();
            assertThat(continuing(CHAT, "{'messages':[{'role':'user'}]}", "shown\n"))
                    .isNull();
            assertThat(continuing(CHAT, "{'messages':[{'role':'user'}]}", "")).isNull();
        }

        @Test
        void is_not_possible_in_other_apis() {
            RequestTarget responses = new RequestTarget.Unified(Api.RESPONSES, null);

            assertThat(continuing(responses, "{'messages':[{'role':'user'}]}", "shown"))
                    .isNull();
            assertThat(continuing(own("v1/embeddings"), "{'messages':[{'role':'user'}]}", "shown"))
                    .isNull();
        }
    }
}
