package dev.penstock.providers.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.Json;
import dev.penstock.providers.chat.UntranslatableException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat completions request as dialects read it. What no dialect can say is refused when it is made; hints that change
 * nothing about the shape of an answer (seed, penalties, service tier, ...) are there in the request but nobody reads them.
 */
public final class ChatRequest {
    private static final List<String> UNKNOWN_ELSEWHERE =
            List.of("audio", "functions", "function_call", "web_search_options");

    private final ObjectNode chat;
    private final Conversation conversation;
    private final List<Tool> tools;

    /** A function that the model may call. */
    record Tool(String name, @Nullable String description, JsonNode parameters) {}

    /** What the caller says about calling tools. */
    record ToolChoice(Kind kind, @Nullable String name) {
        enum Kind {
            AUTO,
            NONE,
            REQUIRED,
            NAMED
        }

        boolean forces() {
            return kind == Kind.REQUIRED || kind == Kind.NAMED;
        }
    }

    /** A JSON schema that the answer has to follow. */
    record AnswerSchema(String name, @Nullable String description, JsonNode schema) {}

    private ChatRequest(ObjectNode chat) {
        this.chat = chat;
        conversation = Conversation.of(chat.path("messages"));
        tools = readTools();
    }

    static ChatRequest of(ObjectNode chat) {
        if (chat.path("n").isNumber() && chat.path("n").asDouble() != 1) {
            throw new UntranslatableException("n: this provider gives one answer only");
        }
        if (chat.path("logprobs").asBoolean(false) || chat.path("top_logprobs").isNumber()) {
            throw new UntranslatableException("logprobs: this provider does not tell them");
        }
        for (JsonNode modality : chat.path("modalities")) {
            if (!modality.asText().equals("text")) {
                throw new UntranslatableException("modalities: this provider answers with text only");
            }
        }
        for (String field : UNKNOWN_ELSEWHERE) {
            if (!absent(chat.path(field))) {
                throw new UntranslatableException(field + ": not supported for this provider");
            }
        }
        return new ChatRequest(chat);
    }

    Conversation conversation() {
        return conversation;
    }

    List<Tool> tools() {
        return tools;
    }

    boolean stream() {
        return chat.path("stream").asBoolean(false);
    }

    boolean includeUsage() {
        return stream() && chat.path("stream_options").path("include_usage").asBoolean(false);
    }

    /** Null when the caller sets no limit. */
    @Nullable
    Long maxTokens() {
        JsonNode newer = chat.path("max_completion_tokens");
        JsonNode limit = absent(newer) ? chat.path("max_tokens") : newer;
        if (absent(limit)) {
            return null;
        }
        if (!limit.isIntegralNumber() || !limit.canConvertToLong()) {
            throw new UntranslatableException("max_tokens: must be a whole number");
        }
        return limit.asLong();
    }

    /** A field that is a number; null when the caller left it out. */
    @Nullable
    JsonNode number(String field) {
        JsonNode value = chat.path(field);
        if (absent(value)) {
            return null;
        }
        if (!value.isNumber()) {
            throw new UntranslatableException(field + ": must be a number");
        }
        return value;
    }

    /** A field that is a text; null when the caller left it out. */
    @Nullable
    String text(String field) {
        JsonNode value = chat.path(field);
        return value.isTextual() && !value.asText().isEmpty() ? value.asText() : null;
    }

    List<String> stops() {
        JsonNode stop = chat.path("stop");
        List<String> stops = new ArrayList<>();
        if (stop.isTextual()) {
            stops.add(stop.asText());
        } else {
            stop.forEach(one -> stops.add(one.asText()));
        }
        return stops;
    }

    boolean oneToolAtATime() {
        JsonNode parallel = chat.path("parallel_tool_calls");
        return parallel.isBoolean() && !parallel.asBoolean();
    }

    /** Null when the caller says nothing. */
    @Nullable
    ToolChoice toolChoice() {
        JsonNode choice = chat.path("tool_choice");
        if (absent(choice)) {
            return null;
        }
        return switch (choice.isTextual()
                ? choice.asText()
                : choice.path("type").asText()) {
            case "auto" -> new ToolChoice(ToolChoice.Kind.AUTO, null);
            case "none" -> new ToolChoice(ToolChoice.Kind.NONE, null);
            case "required" -> new ToolChoice(ToolChoice.Kind.REQUIRED, null);
            case "function" ->
                new ToolChoice(
                        ToolChoice.Kind.NAMED,
                        Conversation.required(choice.path("function"), "name", "tool_choice.function"));
            default -> throw new UntranslatableException("tool_choice: auto, none, required or a function");
        };
    }

    /** Null when the answer may be any text. */
    @Nullable
    AnswerSchema answerSchema() {
        JsonNode format = chat.path("response_format");
        String type = format.path("type").asText("text");
        if (type.equals("text")) {
            return null;
        }
        JsonNode schema = format.path("json_schema").path("schema");
        if (!type.equals("json_schema") || !schema.isObject()) {
            throw new UntranslatableException(
                    "response_format: this provider can promise JSON only for a json_schema, not for '" + type + "'");
        }
        JsonNode description = format.path("json_schema").path("description");
        return new AnswerSchema(
                format.path("json_schema").path("name").asText("answer"),
                description.isTextual() ? description.asText() : null,
                schema);
    }

    private List<Tool> readTools() {
        List<Tool> read = new ArrayList<>();
        for (JsonNode tool : chat.path("tools")) {
            String place = "tools[" + read.size() + "]";
            JsonNode function = tool.path("function");
            if (!function.isObject()) {
                throw new UntranslatableException(place + ": only functions are supported");
            }
            JsonNode parameters = function.path("parameters");
            JsonNode description = function.path("description");
            read.add(new Tool(
                    Conversation.required(function, "name", place + ".function"),
                    description.isTextual() ? description.asText() : null,
                    parameters.isObject() && !parameters.isEmpty() ? parameters : anything()));
        }
        return read;
    }

    /** What a function takes that says nothing about its parameters. */
    private static ObjectNode anything() {
        ObjectNode schema = Json.object().put("type", "object");
        schema.putObject("properties");
        return schema;
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
