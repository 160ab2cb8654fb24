package dev.penstock.providers.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.Json;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunApiTest {
    private final RunApi api = new RunApi("workers-ai");

    @Test
    void a_prompt_becomes_a_message() {
        ObjectNode chat = api.toChat(FrontSample.quoted(
                "{'model':'@cf/meta/llama-3.1-8b-instruct','input':{'prompt':'Hi','max_tokens':5}}"));

        assertThat(chat)
                .isEqualTo(FrontSample.quoted("{'model':'workers-ai/@cf/meta/llama-3.1-8b-instruct',"
                        + "'messages':[{'role':'user','content':'Hi'}],'max_tokens':5}"));
    }

    @Test
    void messages_go_as_they_are_and_the_model_of_the_run_counts() {
        ObjectNode chat = api.toChat(
                FrontSample.quoted(
                        "{'model':'openai/gpt-5','input':{'model':'other','messages':[{'role':'user','content':'Hi'}],'temperature':0}}"));

        assertThat(chat)
                .isEqualTo(FrontSample.quoted(
                        "{'model':'openai/gpt-5','messages':[{'role':'user','content':'Hi'}],'temperature':0}"));
    }

    @Test
    void refuses_what_is_no_chat() {
        assertThatThrownBy(() -> api.toChat(FrontSample.quoted("{'model':'a/b','input':{'text':'Hi'}}")))
                .hasMessage("input: must have messages or a prompt");
        assertThatThrownBy(() -> api.toChat(FrontSample.quoted("{'model':'a/b'}")))
                .hasMessage("input: must be an object");
        assertThatThrownBy(
                        () -> api.toChat(FrontSample.quoted("{'model':'a/b','input':{'prompt':'Hi','stream':true}}")))
                .hasMessage("input.stream: runs are not streamed; chat completions are");
    }

    @Test
    void wraps_what_came() {
        ObjectNode request = FrontSample.quoted("{'model':'@cf/meta/llama','input':{'prompt':'Hi'}}");
        FrontTranslation run = FrontTranslation.of(api, ByteBuffer.wrap(Json.bytes(request)), "S1", Instant.EPOCH);

        ObjectNode completed = FrontSample.json(run.reply(ByteBuffer.wrap(FrontSample.bytes("chat/text.json"))));
        ObjectNode failed = FrontSample.json(run.error(503, ByteBuffer.wrap(new byte[0])));

        assertThat(completed.path("state").asText()).isEqualTo("Completed");
        assertThat(completed.path("result")).isEqualTo(FrontSample.object("chat/text.json"));
        assertThat(completed.path("provider").asText()).isEqualTo("workers-ai");
        assertThat(failed)
                .isEqualTo(FrontSample.quoted("{'state':'Failed','error':{'code':'provider_unavailable',"
                        + "'message':'the provider did not say what is wrong'},'model':'@cf/meta/llama'}"));
    }
}
