package dev.penstock.providers.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.domain.inference.Header;
import dev.penstock.providers.chat.ChatUsage;
import dev.penstock.providers.chat.Json;
import dev.penstock.providers.chat.UnreadableReplyException;
import dev.penstock.providers.chat.UntranslatableException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Anthropic's Messages API. */
final class AnthropicDialect implements Dialect {
    /** The API wants a limit; this is ours for callers that set none. */
    static final long DEFAULT_MAX_TOKENS = 4096;

    @Override
    public String name() {
        return "anthropic";
    }

    @Override
    public List<Header> headers() {
        return List.of(new Header("anthropic-version", "2023-06-01"));
    }

    @Override
    public ObjectNode request(ChatRequest chat, String model) {
        ClaudeThinking thinking = ClaudeThinking.of(chat, model);
        ObjectNode own = Json.object().put("model", model);
        long room = DEFAULT_MAX_TOKENS + (thinking == null ? 0 : thinking.budget());
        own.put("max_tokens", Objects.requireNonNullElse(chat.maxTokens(), room));
        String instruction = chat.conversation().instruction();
        if (!instruction.isEmpty()) {
            own.put("system", instruction);
        }
        ArrayNode messages = own.putArray("messages");
        for (Turn turn : chat.conversation().turns()) {
            ObjectNode message = messages.addObject().put("role", turn.assistant() ? "assistant" : "user");
            blocks(turn.parts(), message.putArray("content"));
        }
        tools(chat, own);
        sampling(chat, thinking != null, own);
        output(chat, thinking, own);
        String user = chat.text("user");
        if (user != null) {
            own.putObject("metadata").put("user_id", user);
        }
        if (chat.stream()) {
            own.put("stream", true);
        }
        return own;
    }

    private static void blocks(List<Turn.Part> parts, ArrayNode content) {
        for (Turn.Part part : parts) {
            ObjectNode block = content.addObject();
            switch (part) {
                case Turn.Text(String text) -> block.put("type", "text").put("text", text);
                case Turn.Image(Attachment image) -> source(block.put("type", "image"), image);
                case Turn.RemoteImage(String url, String place) ->
                    block.put("type", "image")
                            .putObject("source")
                            .put("type", "url")
                            .put("url", url);
                case Turn.Document document -> document(document, block);
                case Turn.ToolCall(String id, String name, ObjectNode input) ->
                    block.put("type", "tool_use")
                            .put("id", id)
                            .put("name", name)
                            .set("input", input);
                case Turn.ToolResult(String id, List<Turn.Part> result) ->
                    blocks(
                            result,
                            block.put("type", "tool_result")
                                    .put("tool_use_id", id)
                                    .putArray("content"));
            }
        }
    }

    private static void source(ObjectNode block, Attachment content) {
        block.putObject("source")
                .put("type", "base64")
                .put("media_type", content.mediaType())
                .put("data", content.base64());
    }

    private static void document(Turn.Document document, ObjectNode block) {
        if (!document.content().mediaType().equals("application/pdf")) {
            throw new UntranslatableException(document.place() + ": this provider reads PDF documents only");
        }
        source(block.put("type", "document"), document.content());
        if (document.name() != null) {
            block.put("title", document.name());
        }
    }

    private static void tools(ChatRequest chat, ObjectNode own) {
        if (chat.tools().isEmpty()) {
            return;
        }
        ArrayNode tools = own.putArray("tools");
        for (ChatRequest.Tool tool : chat.tools()) {
            ObjectNode one = tools.addObject().put("name", tool.name());
            if (tool.description() != null) {
                one.put("description", tool.description());
            }
            one.set("input_schema", tool.parameters());
        }
        ChatRequest.ToolChoice choice = chat.toolChoice();
        if (choice != null || chat.oneToolAtATime()) {
            own.set("tool_choice", choice(choice, chat.oneToolAtATime()));
        }
    }

    private static ObjectNode choice(ChatRequest.@Nullable ToolChoice choice, boolean oneAtATime) {
        ObjectNode own = Json.object();
        switch (choice == null ? ChatRequest.ToolChoice.Kind.AUTO : choice.kind()) {
            case AUTO -> own.put("type", "auto");
            case REQUIRED -> own.put("type", "any");
            case NAMED -> own.put("type", "tool").put("name", choice == null ? null : choice.name());
            case NONE -> {
                return own.put("type", "none");
            }
        }
        return oneAtATime ? own.put("disable_parallel_tool_use", true) : own;
    }

    /** While it thinks, Claude lets nobody set how it samples. */
    private static void sampling(ChatRequest chat, boolean thinks, ObjectNode own) {
        if (!chat.stops().isEmpty()) {
            chat.stops().forEach(own.putArray("stop_sequences")::add);
        }
        if (thinks) {
            return;
        }
        JsonNode temperature = chat.number("temperature");
        if (temperature != null) {
            // OpenAI's scale ends at 2, this one at 1.
            boolean tooHot = temperature.asDouble() > 1;
            own.set("temperature", tooHot ? own.numberNode(1) : temperature);
        }
        for (String field : List.of("top_p", "top_k")) {
            JsonNode value = chat.number(field);
            if (value != null) {
                own.set(field, value);
            }
        }
    }

    private static void output(ChatRequest chat, @Nullable ClaudeThinking thinking, ObjectNode own) {
        if (thinking != null) {
            own.set("thinking", thinking.thinking());
            if (thinking.effort() != null) {
                own.withObject("/output_config").put("effort", thinking.effort());
            }
        }
        ChatRequest.AnswerSchema schema = chat.answerSchema();
        if (schema != null) {
            own.withObject("/output_config")
                    .putObject("format")
                    .put("type", "json_schema")
                    .set("schema", schema.schema());
        }
    }

    @Override
    public ObjectNode reply(JsonNode own, Asked asked) {
        if (!own.path("content").isArray()) {
            throw new UnreadableReplyException("the reply has no content");
        }
        ChatReply reply = new ChatReply();
        for (JsonNode block : own.path("content")) {
            switch (block.path("type").asText()) {
                case "text" -> reply.text(block.path("text").asText());
                case "thinking" -> reply.reasoning(block.path("thinking").asText());
                case "tool_use" ->
                    reply.toolCall(block.path("id").asText(), block.path("name").asText(), block.path("input"));
                default -> {}
            }
        }
        JsonNode usage = own.path("usage");
        return reply.completion(
                asked, finishReason(own.path("stop_reason").asText()), usage.isObject() ? usage(usage) : null);
    }

    static ChatUsage usage(JsonNode own) {
        return ChatUsage.apart(
                own.path("input_tokens"),
                own.path("cache_read_input_tokens"),
                own.path("cache_creation_input_tokens"),
                own.path("output_tokens"));
    }

    static String finishReason(String own) {
        return switch (own) {
            case "max_tokens", "model_context_window_exceeded" -> "length";
            case "tool_use" -> "tool_calls";
            case "refusal" -> "content_filter";
            default -> "stop";
        };
    }

    @Override
    public ObjectNode error(int status, JsonNode own) {
        JsonNode error = own.path("error");
        return error.path("message").isTextual()
                ? ChatError.of(
                        error.path("message").asText(),
                        error.path("type").asText(ChatError.type(status)),
                        code(error.path("message").asText()))
                : ChatError.ofStatus(status);
    }

    /** The one code that callers act upon, which Anthropic says only in words. */
    private static @Nullable String code(String message) {
        return message.startsWith("prompt is too long") ? "context_length_exceeded" : null;
    }

    @Override
    public StreamTranslation stream(ChatChunks out) {
        return new AnthropicStream(out, this);
    }
}
