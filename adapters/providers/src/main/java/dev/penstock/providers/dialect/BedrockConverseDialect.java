package dev.penstock.providers.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.ChatUsage;
import dev.penstock.providers.chat.EventReader;
import dev.penstock.providers.chat.Json;
import dev.penstock.providers.chat.UnreadableReplyException;
import dev.penstock.providers.chat.UntranslatableException;
import org.jspecify.annotations.Nullable;

/** The Converse API of Amazon Bedrock. The model, and whether the answer is streamed, stand in the path and not in the body. */
final class BedrockConverseDialect implements Dialect {
    @Override
    public String name() {
        return "bedrock-converse";
    }

    @Override
    public ObjectNode request(ChatRequest chat, String model) {
        ObjectNode own = Json.object();
        ClaudeThinking thinking = model.contains("claude") ? ClaudeThinking.of(chat, model) : null;
        for (String instruction : chat.conversation().instructions()) {
            own.withArray("/system").addObject().put("text", instruction);
        }
        ArrayNode messages = own.putArray("messages");
        for (Turn turn : chat.conversation().turns()) {
            ObjectNode message = messages.addObject().put("role", turn.assistant() ? "assistant" : "user");
            ConverseBlocks.write(turn.parts(), message.putArray("content"));
        }
        inference(chat, thinking, own);
        tools(chat, own);
        additional(chat, thinking, model, own);
        schema(chat.answerSchema(), own);
        return own;
    }

    private static void inference(ChatRequest chat, @Nullable ClaudeThinking thinking, ObjectNode own) {
        ObjectNode settings = Json.object();
        if (chat.maxTokens() != null) {
            settings.put("maxTokens", chat.maxTokens());
        } else if (thinking != null && thinking.budget() > 0) {
            settings.put("maxTokens", thinking.budget() + AnthropicDialect.DEFAULT_MAX_TOKENS);
        }
        JsonNode temperature = thinking == null ? chat.number("temperature") : null;
        if (temperature != null) {
            // OpenAI's scale ends at 2, this one at 1.
            settings.set("temperature", temperature.asDouble() > 1 ? settings.numberNode(1) : temperature);
        }
        JsonNode topP = thinking == null ? chat.number("top_p") : null;
        if (topP != null) {
            settings.set("topP", topP);
        }
        if (!chat.stops().isEmpty()) {
            chat.stops().forEach(settings.putArray("stopSequences")::add);
        }
        if (!settings.isEmpty()) {
            own.set("inferenceConfig", settings);
        }
    }

    private static void tools(ChatRequest chat, ObjectNode own) {
        ChatRequest.ToolChoice choice = chat.toolChoice();
        if (chat.tools().isEmpty()) {
            return;
        }
        if (choice != null && choice.kind() == ChatRequest.ToolChoice.Kind.NONE) {
            if (chat.conversation().hasToolParts()) {
                throw new UntranslatableException("tool_choice: this provider knows no 'none' once tools were called");
            }
            return;
        }
        if (chat.oneToolAtATime()) {
            throw new UntranslatableException("parallel_tool_calls: this provider has no such switch");
        }
        ObjectNode config = own.putObject("toolConfig");
        ArrayNode tools = config.putArray("tools");
        for (ChatRequest.Tool tool : chat.tools()) {
            ObjectNode specification = tools.addObject().putObject("toolSpec").put("name", tool.name());
            if (tool.description() != null) {
                specification.put("description", tool.description());
            }
            specification.putObject("inputSchema").set("json", tool.parameters());
        }
        if (choice != null) {
            choice(choice, config.putObject("toolChoice"));
        }
    }

    private static void choice(ChatRequest.ToolChoice choice, ObjectNode own) {
        switch (choice.kind()) {
            case AUTO, NONE -> own.putObject("auto");
            case REQUIRED -> own.putObject("any");
            case NAMED -> own.putObject("tool").put("name", choice.name());
        }
    }

    /** What only some model families know. */
    private static void additional(ChatRequest chat, @Nullable ClaudeThinking thinking, String model, ObjectNode own) {
        JsonNode topK = thinking == null ? chat.number("top_k") : null;
        if (topK != null && model.contains("nova")) {
            own.withObject("/additionalModelRequestFields/inferenceConfig").set("topK", topK);
        } else if (topK != null) {
            own.withObject("/additionalModelRequestFields").set("top_k", topK);
        }
        if (thinking != null) {
            own.withObject("/additionalModelRequestFields").set("thinking", thinking.thinking());
            if (thinking.effort() != null) {
                own.withObject("/outputConfig").put("effort", thinking.effort());
            }
        }
    }

    private static void schema(ChatRequest.@Nullable AnswerSchema schema, ObjectNode own) {
        if (schema == null) {
            return;
        }
        ObjectNode format =
                own.withObject("/outputConfig").putObject("textFormat").put("type", "json_schema");
        ObjectNode description = format.putObject("structure")
                .putObject("jsonSchema")
                .put("name", schema.name())
                .put("schema", Json.text(schema.schema()));
        if (schema.description() != null) {
            description.put("description", schema.description());
        }
    }

    @Override
    public ObjectNode reply(JsonNode own, Asked asked) {
        JsonNode content = own.path("output").path("message").path("content");
        if (!content.isArray()) {
            throw new UnreadableReplyException("the reply has no message");
        }
        ChatReply reply = new ChatReply();
        for (JsonNode block : content) {
            reply.text(block.path("text").asText(""));
            reply.reasoning(block.path("reasoningContent")
                    .path("reasoningText")
                    .path("text")
                    .asText(""));
            JsonNode call = block.path("toolUse");
            if (call.isObject()) {
                reply.toolCall(
                        call.path("toolUseId").asText(), call.path("name").asText(), call.path("input"));
            }
        }
        JsonNode usage = own.path("usage");
        return reply.completion(
                asked, finishReason(own.path("stopReason").asText()), usage.isObject() ? usage(usage) : null);
    }

    static ChatUsage usage(JsonNode own) {
        return ChatUsage.apart(
                own.path("inputTokens"),
                own.path("cacheReadInputTokens"),
                own.path("cacheWriteInputTokens"),
                own.path("outputTokens"));
    }

    static String finishReason(String own) {
        return switch (own) {
            case "max_tokens", "model_context_window_exceeded" -> "length";
            case "tool_use" -> "tool_calls";
            case "guardrail_intervened", "content_filtered", "refusal" -> "content_filter";
            default -> "stop";
        };
    }

    @Override
    public ObjectNode error(int status, JsonNode own) {
        String message = message(own);
        if (message == null) {
            return ChatError.ofStatus(status);
        }
        // The one code that callers act upon, which Bedrock says only in words.
        boolean tooLong = message.startsWith("Input is too long");
        return ChatError.of(message, ChatError.type(status), tooLong ? "context_length_exceeded" : null);
    }

    /** Bedrock writes the name of this field both ways. */
    static @Nullable String message(JsonNode own) {
        JsonNode message = own.has("message") ? own.path("message") : own.path("Message");
        return message.isTextual() ? message.asText() : null;
    }

    @Override
    public StreamTranslation stream(ChatChunks out) {
        return new BedrockConverseStream(out);
    }

    @Override
    public EventReader events(EventReader.Sink sink) {
        return new AmazonEventStream(sink);
    }
}
