package dev.penstock.providers.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.application.port.FakeReader;
import dev.penstock.providers.chat.UntranslatableException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponsesApiTest implements CallerApiContract {
    private final ResponsesApi api = new ResponsesApi();

    @Override
    public CallerApi api() {
        return api;
    }

    @Override
    public String folder() {
        return "responses";
    }

    @Override
    public ObjectNode question() {
        return FrontSample.quoted(
                "{'model':'" + MODEL + "','input':'Hi','metadata':{'mill':'upper'},'temperature':0.5}");
    }

    @Override
    public String ending(String finish) {
        return switch (finish) {
            case "length" -> "incomplete max_output_tokens";
            case "content_filter" -> "incomplete content_filter";
            default -> "completed";
        };
    }

    @Override
    public void checkOrder(List<SeenEvent> events) {
        ResponsesOrder.check(events);
    }

    @Override
    public Told told(ObjectNode response) {
        StringBuilder thought = new StringBuilder();
        StringBuilder text = new StringBuilder();
        List<Told.Call> calls = new ArrayList<>();
        for (JsonNode item : response.path("output")) {
            item.path("summary")
                    .forEach(part -> thought.append(part.path("text").asText()));
            item.path("content")
                    .forEach(part -> text.append(
                            part.path("text").asText(part.path("refusal").asText())));
            if (item.path("type").asText().equals("function_call")) {
                calls.add(new Told.Call(
                        item.path("call_id").asText(),
                        item.path("name").asText(),
                        FrontSample.json(item.path("arguments").asText())));
            }
        }
        JsonNode usage = response.path("usage");
        String reason = response.path("incomplete_details").path("reason").asText("");
        return new Told(
                thought.toString(),
                text.toString(),
                calls,
                (response.path("status").asText() + " " + reason).strip(),
                new Told.Tokens(
                        usage.path("input_tokens").asLong(),
                        usage.path("input_tokens_details").path("cached_tokens").asLong(),
                        usage.path("output_tokens").asLong()));
    }

    /** Of the last event, after a look whether the deltas and the items said the same. */
    @Override
    public Told told(List<SeenEvent> events) {
        ObjectNode whole = (ObjectNode) events.get(events.size() - 1).json().path("response");
        StringBuilder text = new StringBuilder();
        List<JsonNode> items = new ArrayList<>();
        for (SeenEvent event : events) {
            if (event.type().equals("response.output_text.delta")) {
                text.append(event.json().path("delta").asText());
            } else if (event.type().equals("response.output_item.done")) {
                items.add(event.json().path("item"));
            }
        }
        assertThat(told(whole).text()).isEqualTo(text.toString());
        assertThat(whole.path("output")).containsExactlyElementsOf(items);
        return told(whole);
    }

    @Nested
    class Asking {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{'tools':[{'type':'web_search'}]}|tools[0].type: `web_search` is a tool of OpenAI's own that this model's provider does not have",
                    "{'tools':[{'type':'custom','name':'sql'}]}|tools[0].type: `custom` is a tool of OpenAI's own that this model's provider does not have",
                    "{'previous_response_id':'resp_1'}|previous_response_id: responses are not stored for this model; send the conversation as input",
                    "{'conversation':{'id':'conv_1'}}|conversation: responses are not stored for this model; send the conversation as input",
                    "{'background':true}|background: responses are not stored for this model; send the conversation as input",
                    "{'input':[{'type':'item_reference','id':'x'}]}|input[0].type: `item_reference` needs a stored response, and none is stored",
                    "{'input':[{'type':'computer_call'}]}|input[0].type: `computer_call` is no input item that this model can be told",
                    "{'input':[{'role':'user','content':[{'type':'input_file','file_id':'f'}]}]}|input[0].content[0].file_id: this model's provider does not hold files uploaded elsewhere",
                    "{'input':[{'role':'user','content':[{'type':'input_file','file_url':'https://a.example'}]}]}|input[0].content[0].file_url: files are not fetched; send them as file_data",
                    "{'input':[{'role':'system','content':[{'type':'input_image','image_url':'https://a.example'}]}]}|input[0].content: only a user's message can hold more than text",
                    "{'input':null}|input: must be a list",
                    "{'tools':[{'type':'function','name':'f'}],'tool_choice':{'type':'web_search'}}|tool_choice.type: `web_search` cannot be chosen; a function can",
                    "{'text':{'format':{'type':'grammar'}}}|text.format.type: `grammar` is no format that can be asked of this model"
                })
        void refuses_with_the_place_what_chat_completions_cannot_say(String fields, String reason) {
            ObjectNode request = question();
            request.setAll(FrontSample.quoted(fields));

            assertThatThrownBy(() -> api.toChat(request))
                    .isInstanceOf(UntranslatableException.class)
                    .hasMessage(reason);
        }

        @Test
        void developers_speak_as_the_system() {
            ObjectNode request = question();
            request.setAll(FrontSample.quoted("{'input':[{'role':'developer','content':'Be brief.'}]}"));

            assertThat(api.toChat(request).path("messages").path(0))
                    .isEqualTo(FrontSample.quoted("{'role':'system','content':'Be brief.'}"));
        }

        @Test
        void calls_of_two_turns_stay_apart() {
            ObjectNode request = question();
            request.setAll(FrontSample.quoted("{'input':["
                    + "{'type':'function_call','call_id':'a','name':'look','arguments':'{}'},"
                    + "{'type':'function_call_output','call_id':'a','output':'open'},"
                    + "{'type':'function_call','call_id':'b','name':'look','arguments':'{}'},"
                    + "{'type':'function_call_output','call_id':'b','output':'shut'}]}"));

            assertThat(api.toChat(request).path("messages"))
                    .extracting(message -> message.path("role").asText())
                    .containsExactly("assistant", "tool", "assistant", "tool");
        }
    }

    @Nested
    class Answering {
        @Test
        void repeats_what_was_asked_and_stores_nothing() {
            ObjectNode reply = api.reply(FrontSample.object("chat/text.json"), asked());

            assertThat(reply.path("metadata").path("mill").asText()).isEqualTo("upper");
            assertThat(reply.path("temperature").asDouble()).isEqualTo(0.5);
            assertThat(reply.path("store").asBoolean(true)).isFalse();
            assertThat(reply.path("created_at").asLong()).isEqualTo(NOON.getEpochSecond());
        }

        @Test
        void a_refusal_is_one() {
            ObjectNode chat = FrontSample.quoted(
                    "{'choices':[{'message':{'content':null,'refusal':'I must not.'},'finish_reason':'stop'}]}");

            ObjectNode reply = api.reply(chat, asked());

            assertThat(reply.path("output").path(0).path("content").path(0))
                    .isEqualTo(FrontSample.quoted("{'type':'refusal','refusal':'I must not.'}"));
            assertThat(reply.path("usage").isNull()).isTrue();
        }

        @Test
        void a_failed_stream_ends_with_a_failed_response() {
            FakeReader reader = stream("data: {\"error\":{\"message\":\"busy\",\"code\":429}}\n\n");

            List<SeenEvent> events = SeenEvent.all(reader.text());
            assertThat(events)
                    .extracting(SeenEvent::type)
                    .containsExactly("response.created", "response.in_progress", "error", "response.failed");
            assertThat(events.get(3).json().path("response").path("error"))
                    .isEqualTo(FrontSample.quoted("{'code':'rate_limit_exceeded','message':'busy'}"));
        }

        @Test
        void thoughts_within_the_content_are_told_apart() {
            ObjectNode chat = FrontSample.quoted(
                    "{'choices':[{'message':{'content':["
                            + "{'type':'thinking','thinking':[{'type':'text','text':'Hm.'}]},{'type':'text','text':'Yes.'}]}}]}");

            Told told = told(api.reply(chat, asked()));

            assertThat(told.thought()).isEqualTo("Hm.");
            assertThat(told.text()).isEqualTo("Yes.");
        }

        @Test
        void errors_are_in_openai_s_shape() {
            ObjectNode error = api.error(400, FrontSample.quoted("{'message':'no'}"), asked());

            assertThat(error)
                    .isEqualTo(FrontSample.quoted(
                            "{'error':{'message':'no','type':'invalid_request_error','param':null,'code':null}}"));
        }
    }
}
