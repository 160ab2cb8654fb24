package dev.penstock.providers.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.ChatUsage;
import dev.penstock.providers.chat.Json;
import org.jspecify.annotations.Nullable;

/** Gathers the parts of one answer and makes a chat completion of them. */
final class ChatReply {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final ArrayNode toolCalls = Json.array();

    void text(String part) {
        text.append(part);
    }

    void reasoning(String part) {
        reasoning.append(part);
    }

    void toolCall(String id, String name, JsonNode input) {
        ObjectNode call = toolCalls.addObject().put("id", id).put("type", "function");
        call.putObject("function").put("name", name).put("arguments", input.isObject() ? Json.text(input) : "{}");
    }

    ObjectNode completion(Asked asked, String finishReason, @Nullable ChatUsage usage) {
        ObjectNode message = Json.object().put("role", "assistant");
        message.put("content", text.isEmpty() && !toolCalls.isEmpty() ? null : text.toString());
        if (!reasoning.isEmpty()) {
            message.put("reasoning_content", reasoning.toString());
        }
        message.putNull("refusal");
        if (!toolCalls.isEmpty()) {
            message.set("tool_calls", toolCalls);
        }
        ObjectNode completion = Json.object()
                .put("id", asked.id())
                .put("object", "chat.completion")
                .put("created", asked.created().getEpochSecond())
                .put("model", asked.model());
        ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
        choice.set("message", message);
        choice.putNull("logprobs").put("finish_reason", finishReason);
        if (usage != null) {
            completion.set("usage", usage.json());
        }
        return completion;
    }
}
