package dev.penstock.fakeprovider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ToolCallsTest {
    private static final RunningFakeProvider RUNNING = RunningFakeProvider.withDefaults();
    private static final String[] BEARER = {"Authorization", "Bearer bedrock-key"};
    private static final String SCHEMA = "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"},"
            + "\"days\":{\"type\":\"integer\"},\"unit\":{\"enum\":[\"celsius\",\"kelvin\"]}}}";
    private static final String ARGUMENTS = "{\"city\":\"weather in Köln\",\"days\":1,\"unit\":\"celsius\"}";
    private static final String CHAT_TOOLS = "\"tools\":[" + chatTool("get_time") + "," + chatTool("weather") + "]";
    private static final String ANTHROPIC_TOOLS = "\"tools\":[{\"name\":\"weather\",\"input_schema\":" + SCHEMA + "}]";
    private static final String RESPONSES_TOOLS =
            "\"tools\":[{\"type\":\"function\",\"name\":\"weather\",\"parameters\":" + SCHEMA + "}]";
    private static final String CONVERSE_TOOLS = "\"toolConfig\":{\"tools\":[{\"toolSpec\":{\"name\":\"weather\","
            + "\"inputSchema\":{\"json\":" + SCHEMA + "}}}]}";

    @AfterAll
    static void stop() {
        RUNNING.close();
    }

    @Test
    void a_chat_calls_the_tool_that_the_caller_names_whole_and_streamed_alike() throws Exception {
        JsonNode whole = RUNNING.json("/v1/chat/completions", chat("gpt-4o-mini", CHAT_TOOLS));
        List<JsonNode> events = RUNNING.events(
                "/v1/chat/completions",
                chat("gpt-4o-mini", CHAT_TOOLS + ",\"stream\":true,\"stream_options\":{\"include_usage\":true}"));

        JsonNode call = whole.at("/choices/0/message/tool_calls/0");
        assertThat(whole.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(whole.at("/choices/0/message/content").isNull()).isTrue();
        assertThat(call.at("/function/name").asText()).isEqualTo("weather");
        assertThat(call.at("/function/arguments").asText()).isEqualTo(ARGUMENTS);
        assertThat(joined(events, "/choices/0/delta/tool_calls/0/function/arguments"))
                .isEqualTo(ARGUMENTS);
        assertThat(joined(events, "/choices/0/delta/tool_calls/0/id"))
                .isEqualTo(call.path("id").asText());
        assertThat(joined(events, "/choices/0/finish_reason")).endsWith("tool_calls");
        assertThat(events.getLast().path("usage")).isEqualTo(whole.path("usage"));
    }

    @Test
    void a_message_calls_the_tool_whole_and_streamed_alike() throws Exception {
        JsonNode whole = RUNNING.json("/v1/messages", chat("claude-haiku-4-5", ANTHROPIC_TOOLS));
        List<JsonNode> events =
                RUNNING.events("/v1/messages", chat("claude-haiku-4-5", ANTHROPIC_TOOLS + ",\"stream\":true"));

        assertThat(whole.path("stop_reason").asText()).isEqualTo("tool_use");
        assertThat(whole.at("/content/0/type").asText()).isEqualTo("tool_use");
        assertThat(whole.at("/content/0/input").toString()).isEqualTo(ARGUMENTS);
        assertThat(joined(events, "/content_block/name")).isEqualTo("weather");
        assertThat(joined(events, "/content_block/id"))
                .isEqualTo(whole.at("/content/0/id").asText());
        assertThat(joined(events, "/delta/partial_json")).isEqualTo(ARGUMENTS);
        assertThat(joined(events, "/delta/stop_reason")).isEqualTo("tool_use");
    }

    @Test
    void a_response_calls_the_tool_whole_and_streamed_alike() throws Exception {
        String request = "{\"model\":\"gpt-4o-mini\",\"input\":\"weather in Köln\"," + RESPONSES_TOOLS;

        JsonNode whole = RUNNING.json("/v1/responses", request + "}");
        List<JsonNode> events = RUNNING.events("/v1/responses", request + ",\"stream\":true}");

        assertThat(whole.at("/output/0/type").asText()).isEqualTo("function_call");
        assertThat(whole.at("/output/0/arguments").asText()).isEqualTo(ARGUMENTS);
        assertThat(joined(events, "/delta")).isEqualTo(ARGUMENTS);
        assertThat(events.stream().map(event -> event.path("type").asText()).distinct())
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.function_call_arguments.delta",
                        "response.function_call_arguments.done",
                        "response.output_item.done",
                        "response.completed");
        assertThat(events.getLast().path("response")).isEqualTo(whole);
    }

    @Test
    void converse_calls_the_tool_whole_and_streamed_alike() throws Exception {
        String request = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"weather in Köln\"}]}],"
                + CONVERSE_TOOLS + "}";

        JsonNode whole = RUNNING.json("/model/nova/converse", request, BEARER);
        List<JsonNode> frames =
                EventStreamReader.read(RUNNING.postBytes("/model/nova/converse-stream", request.getBytes(UTF_8), BEARER)
                                .body())
                        .stream()
                        .map(EventStreamReader.Frame::json)
                        .toList();

        assertThat(whole.path("stopReason").asText()).isEqualTo("tool_use");
        assertThat(whole.at("/output/message/content/0/toolUse/input").toString())
                .isEqualTo(ARGUMENTS);
        assertThat(joined(frames, "/start/toolUse/name")).isEqualTo("weather");
        assertThat(joined(frames, "/start/toolUse/toolUseId"))
                .isEqualTo(
                        whole.at("/output/message/content/0/toolUse/toolUseId").asText());
        assertThat(joined(frames, "/delta/toolUse/input")).isEqualTo(ARGUMENTS);
        assertThat(frames.getLast().path("usage")).isEqualTo(whole.path("usage"));
    }

    @Test
    void the_model_may_ask_for_several_calls() throws Exception {
        List<JsonNode> events = RUNNING.events(
                "/v1/chat/completions",
                said("hello", "gpt-4o-mini+fake-tool-calls-2", CHAT_TOOLS + ",\"stream\":true"));

        assertThat(joined(events, "/choices/0/delta/tool_calls/0/function/name"))
                .isEqualTo("get_timeweather");
        assertThat(events.stream()
                        .map(event ->
                                event.at("/choices/0/delta/tool_calls/0/index").asInt(-1))
                        .distinct())
                .containsExactly(-1, 0, 1);
    }

    @Test
    void a_choice_forces_a_call_or_forbids_it() throws Exception {
        String forced = ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}";

        JsonNode must = RUNNING.json("/v1/chat/completions", said("hello", "m", CHAT_TOOLS + forced));
        JsonNode never = RUNNING.json("/v1/chat/completions", chat("m", CHAT_TOOLS + ",\"tool_choice\":\"none\""));
        JsonNode any = RUNNING.json(
                "/v1/messages", said("hello", "m", ANTHROPIC_TOOLS + ",\"tool_choice\":{\"type\":\"any\"}"));

        assertThat(must.at("/choices/0/message/tool_calls/0/function/name").asText())
                .isEqualTo("weather");
        assertThat(never.at("/choices/0/message/content").asText()).startsWith("You said");
        assertThat(any.at("/content/0/name").asText()).isEqualTo("weather");
    }

    @Test
    void the_result_of_a_tool_gets_text_in_every_dialect() throws Exception {
        String chat = "{\"model\":\"m+fake-tool-call\"," + CHAT_TOOLS
                + ",\"messages\":[{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"12 degrees\"}]}";
        String message = "{\"model\":\"m+fake-tool-call\"," + ANTHROPIC_TOOLS
                + ",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"c\","
                + "\"content\":\"12 degrees\"}]}]}";
        String response = "{\"model\":\"m+fake-tool-call\"," + RESPONSES_TOOLS
                + ",\"input\":[{\"type\":\"function_call_output\",\"call_id\":\"c\",\"output\":\"12 degrees\"}]}";
        String converse = "{" + CONVERSE_TOOLS + ",\"messages\":[{\"role\":\"user\",\"content\":[{\"toolResult\":"
                + "{\"toolUseId\":\"c\",\"content\":[{\"text\":\"12 degrees\"}]}}]}]}";

        Stream<String> texts = Stream.of(
                RUNNING.json("/v1/chat/completions", chat)
                        .at("/choices/0/message/content")
                        .asText(),
                RUNNING.json("/v1/messages", message).at("/content/0/text").asText(),
                RUNNING.json("/v1/responses", response)
                        .at("/output/0/content/0/text")
                        .asText(),
                RUNNING.json("/model/m+fake-tool-call/converse", converse, BEARER)
                        .at("/output/message/content/0/text")
                        .asText());

        assertThat(texts).allMatch(text -> text.startsWith("You said 12 degrees"));
    }

    private static String joined(List<JsonNode> events, String path) {
        return events.stream()
                .map(event -> event.at(path).asText(""))
                .collect(joining())
                .replace("null", "");
    }

    private static String chatTool(String name) {
        return "{\"type\":\"function\",\"function\":{\"name\":\"" + name + "\",\"parameters\":" + SCHEMA + "}}";
    }

    private static String chat(String model, String more) {
        return said("weather in Köln", model, more);
    }

    private static String said(String words, String model, String more) {
        return "{\"model\":\"" + model + "\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"" + words
                + "\"}]," + more + "}";
    }
}
