package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.Json;

/**
 * The messages of a chat request while they are gathered. A tool's message holds text only and must stand right behind the
 * calls: images and files of tool results wait for the user's message that follows.
 */
final class ChatMessages {
    private static final String BETWEEN_TEXTS = "\n\n";
    private static final String SEE_NEXT = "The result is in the next message.";

    private final ArrayNode messages = Json.array();
    private final ArrayNode waiting = Json.array();

    void system(String text) {
        if (!text.isEmpty()) {
            add("system").put("content", text);
        }
    }

    void user(ArrayNode parts) {
        ArrayNode all = waiting.deepCopy().addAll(parts);
        waiting.removeAll();
        if (!all.isEmpty()) {
            add("user").set("content", content(all));
        }
    }

    private static JsonNode content(ArrayNode parts) {
        for (JsonNode part : parts) {
            if (!ChatParts.isText(part)) {
                return parts;
            }
        }
        return parts.textNode(ChatParts.joined(parts, BETWEEN_TEXTS));
    }

    void assistant(String text) {
        if (text.isEmpty()) {
            return;
        }
        ObjectNode last = last();
        ObjectNode message = isAssistant(last) && last.path("content").isNull() ? last : add("assistant");
        message.put("content", text);
    }

    void call(String id, String name, String arguments) {
        ObjectNode last = last();
        ObjectNode message = isAssistant(last) ? last : add("assistant").putNull("content");
        ObjectNode call = Json.ofType("function").put("id", id);
        call.putObject("function").put("name", name).put("arguments", arguments);
        message.withArrayProperty("tool_calls").add(call);
    }

    void result(String callId, String prefix, ArrayNode parts) {
        String text = ChatParts.joined(parts, BETWEEN_TEXTS);
        ArrayNode others = Json.array();
        for (JsonNode part : parts) {
            if (!ChatParts.isText(part)) {
                others.add(part);
            }
        }
        String shown = text.isEmpty() && !others.isEmpty() ? SEE_NEXT : text;
        messages.addObject().put("role", "tool").put("tool_call_id", callId).put("content", prefix + shown);
        waiting.addAll(others);
    }

    ArrayNode all() {
        user(Json.array());
        return messages;
    }

    private ObjectNode add(String role) {
        user(Json.array());
        return messages.addObject().put("role", role);
    }

    private ObjectNode last() {
        return messages.path(messages.size() - 1) instanceof ObjectNode message ? message : Json.object();
    }

    private boolean isAssistant(ObjectNode message) {
        return waiting.isEmpty() && message.path("role").asText().equals("assistant");
    }
}
