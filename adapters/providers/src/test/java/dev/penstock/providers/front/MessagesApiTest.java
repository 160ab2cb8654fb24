package dev.penstock.providers.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.application.port.FakeReader;
import dev.penstock.providers.chat.UnreadableReplyException;
import dev.penstock.providers.chat.UntranslatableException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesApiTest implements CallerApiContract {
    private final MessagesApi api = new MessagesApi();

    @Override
    public CallerApi api() {
        return api;
    }

    @Override
    public String folder() {
        return "messages";
    }

    @Override
    public ObjectNode question() {
        return FrontSample.quoted("{'model':'" + MODEL + "','max_tokens':64,'stop_sequences':['END'],"
                + "'thinking':{'type':'enabled','budget_tokens':1024},'messages':[{'role':'user','content':'Hi'}]}");
    }

    @Override
    public String ending(String finish) {
        return switch (finish) {
            case "length" -> "max_tokens";
            case "tool_calls" -> "tool_use";
            case "content_filter" -> "refusal";
            default -> "end_turn";
        };
    }

    @Override
    public void checkOrder(List<SeenEvent> events) {
        MessagesOrder.check(events);
    }

    @Override
    public Told told(ObjectNode message) {
        StringBuilder thought = new StringBuilder();
        StringBuilder text = new StringBuilder();
        List<Told.Call> calls = new ArrayList<>();
        for (JsonNode block : message.path("content")) {
            thought.append(block.path("thinking").asText(""));
            text.append(block.path("text").asText(""));
            if (block.path("type").asText().equals("tool_use")) {
                calls.add(new Told.Call(
                        block.path("id").asText(), block.path("name").asText(), block.path("input")));
            }
        }
        String ending = message.path("stop_reason").asText();
        return new Told(thought.toString(), text.toString(), calls, ending, tokens(message.path("usage")));
    }

    private static Told.Tokens tokens(JsonNode usage) {
        long cached = usage.path("cache_read_input_tokens").asLong();
        return new Told.Tokens(
                usage.path("input_tokens").asLong() + cached,
                cached,
                usage.path("output_tokens").asLong());
    }

    /** Puts a stream together as a client does. */
    @Override
    public Told told(List<SeenEvent> events) {
        ObjectNode message = (ObjectNode) events.get(0).json().path("message").deepCopy();
        ArrayNode content = message.withArrayProperty("content");
        for (SeenEvent event : events) {
            JsonNode delta = event.json().path("delta");
            switch (event.type()) {
                case "content_block_start" ->
                    content.add(event.json().path("content_block").deepCopy());
                case "content_block_delta" ->
                    grow((ObjectNode) content.path(event.json().path("index").asInt()), delta);
                case "message_delta" -> {
                    message.setAll((ObjectNode) delta);
                    message.set("usage", event.json().path("usage"));
                }
                default -> {}
            }
        }
        for (JsonNode block : content) {
            if (block.has("partial_json")) {
                ((ObjectNode) block)
                        .set(
                                "input",
                                FrontSample.json(block.path("partial_json").asText()));
            }
        }
        return told(message);
    }

    private static void grow(ObjectNode block, JsonNode delta) {
        for (String field : List.of("text", "thinking", "partial_json")) {
            if (delta.has(field)) {
                block.put(field, block.path(field).asText() + delta.path(field).asText());
            }
        }
    }

    @Nested
    class Asking {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{'tools':[{'type':'web_search_20250305','name':'web_search'}]}|tools[0].type: `web_search_20250305` is a tool of Anthropic's own that this model does not know",
                    "{'mcp_servers':[{'url':'https://x.example'}]}|mcp_servers: is Anthropic's own and not there for this model",
                    "{'messages':[{'role':'user','content':[{'type':'image','source':{'type':'file','file_id':'f'}}]}]}|messages[0].content[0].source.type: `file` is no source of an image that this model can be told",
                    "{'messages':[{'role':'assistant','content':[{'type':'server_tool_use'}]}]}|messages[0].content[0].type: `server_tool_use` is no content that this model can be told",
                    "{'messages':[{'role':'user','content':7}]}|messages[0].content: must be a list",
                    "{'messages':[{'role':'assistant','content':[{'type':'tool_use','id':'a','name':'b','input':'c'}]}]}|messages[0].content[0].input: must be an object",
                    "{'messages':[{'role':'owner','content':'x'}]}|messages[0].role: `owner` is no role",
                    "{'messages':null}|messages: must be a list",
                    "{'tool_choice':{'type':'auto'},'tools':[{}]}|tools[0].name: must be text"
                })
        void refuses_with_the_place_what_chat_completions_cannot_say(String fields, String reason) {
            ObjectNode request = question();
            request.setAll(FrontSample.quoted(fields));

            assertThatThrownBy(() -> api.toChat(request))
                    .isInstanceOf(UntranslatableException.class)
                    .hasMessage(reason);
        }

        @ParameterizedTest
        @CsvSource({"1024,low", "4096,low", "4097,medium", "16384,medium", "16385,high", "99999999999999999999,high"})
        void a_budget_for_thinking_becomes_an_effort(String budget, String effort) {
            ObjectNode request = question();
            request.set("thinking", FrontSample.quoted("{'type':'enabled','budget_tokens':" + budget + "}"));

            assertThat(api.toChat(request).path("reasoning_effort").asText()).isEqualTo(effort);
        }

        @Test
        void thinking_that_is_off_asks_for_no_effort() {
            ObjectNode request = question();
            request.setAll(FrontSample.quoted("{'thinking':{'type':'disabled'},'output_config':{'effort':'max'}}"));

            assertThat(api.toChat(request).has("reasoning_effort")).isFalse();
        }

        @ParameterizedTest
        @CsvSource({"auto,auto", "any,required", "none,none"})
        void choices_of_tools_have_other_names(String asked, String told) {
            ObjectNode request = question();
            request.setAll(FrontSample.quoted(
                    "{'tools':[{'name':'look','input_schema':{}}],'tool_choice':{'type':'" + asked + "'}}"));

            ObjectNode chat = api.toChat(request);

            assertThat(chat.path("tool_choice").asText()).isEqualTo(told);
            assertThat(chat.has("parallel_tool_calls")).isFalse();
            assertThat(chat.path("stop").path(0).asText()).isEqualTo("END");
        }

        @Test
        void a_tool_that_failed_says_so_in_words() {
            ObjectNode request = question();
            request.setAll(
                    FrontSample.quoted(
                            "{'messages':[{'role':'assistant','content':[{'type':'tool_use','id':'t','name':'look','input':{}}]},"
                                    + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'t','is_error':true,'content':[{'type':'text','text':'too dark'}]}]}]}"));

            JsonNode messages = api.toChat(request).path("messages");

            assertThat(messages.path(1).path("content").asText()).isEqualTo("Error: too dark");
        }
    }

    @Nested
    class Answering {
        @Test
        void thoughts_are_kept_from_those_who_did_not_ask() {
            ObjectNode question = question();
            question.remove("thinking");

            ObjectNode reply = api.reply(FrontSample.object("chat/thought.json"), new Asked(question, "S1", NOON));

            assertThat(told(reply).thought()).isEmpty();
            assertThat(told(reply).text()).isEqualTo("Two are open.");
        }

        @Test
        void a_stop_sequence_is_named_where_the_provider_names_it() {
            ObjectNode chat = FrontSample.object("chat/text.json");
            ((ObjectNode) chat.path("choices").path(0)).put("stop_reason", "END");

            ObjectNode reply = api.reply(chat, asked());

            assertThat(reply.path("stop_reason").asText()).isEqualTo("stop_sequence");
            assertThat(reply.path("stop_sequence").asText()).isEqualTo("END");
        }

        @Test
        void arguments_that_are_no_object_are_not_passed_on() {
            ObjectNode chat =
                    FrontSample.json(FrontSample.text("chat/tools.json").replace("{}", "{"));
            FakeReader reader =
                    stream(FrontSample.text("chat/tools.sse").replace("\"arguments\":\"{}\"", "\"arguments\":\"{\""));

            assertThatThrownBy(() -> api.reply(chat, asked())).isInstanceOf(UnreadableReplyException.class);
            assertThat(reader.ending()).isEqualTo("broken");
            assertThat(reader.text()).contains("event: error").doesNotContain("message_stop");
        }

        @Test
        void arguments_that_were_cut_are_none_and_the_message_says_it_was_cut() {
            ObjectNode chat = FrontSample.json(FrontSample.text("chat/tools.json")
                    .replace("{}", "{")
                    .replace("\"finish_reason\":\"tool_calls\"", "\"finish_reason\":\"length\""));

            Told told = told(api.reply(chat, asked()));

            assertThat(told.ending()).isEqualTo("max_tokens");
            assertThat(told.calls().get(1).arguments()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "400,invalid_request_error",
            "401,authentication_error",
            "402,billing_error",
            "403,permission_error",
            "404,not_found_error",
            "413,request_too_large",
            "422,invalid_request_error",
            "429,rate_limit_error",
            "500,api_error",
            "502,api_error",
            "503,overloaded_error",
            "504,timeout_error",
            "529,overloaded_error"
        })
        void errors_are_named_by_their_status(int status, String type) {
            ObjectNode error = api.error(status, FrontSample.quoted("{'error':{'message':'no'}}"), asked());

            assertThat(error)
                    .isEqualTo(FrontSample.quoted("{'type':'error','error':{'type':'" + type + "','message':'no'}}"));
        }
    }
}
