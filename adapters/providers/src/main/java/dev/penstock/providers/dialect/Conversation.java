package dev.penstock.providers.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.Json;
import dev.penstock.providers.chat.UntranslatableException;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of a chat as providers want them that know two sides only: instructions apart, wherever they stood, and
 * neighbouring messages of one side in one turn. Blank texts are left out, since those providers refuse them.
 */
record Conversation(List<String> instructions, List<Turn> turns) {
    static Conversation of(JsonNode messages) {
        if (!messages.isArray() || messages.isEmpty()) {
            throw new UntranslatableException("messages: must be a list with at least one message");
        }
        Conversation conversation = new Conversation(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < messages.size(); i++) {
            conversation.take(messages.path(i), "messages[" + i + "]");
        }
        return conversation;
    }

    /** The instructions as one text; empty when there are none. */
    String instruction() {
        return String.join("\n\n", instructions);
    }

    /** Whether a tool was called or has answered anywhere. */
    boolean hasToolParts() {
        return turns.stream()
                .flatMap(turn -> turn.parts().stream())
                .anyMatch(part -> part instanceof Turn.ToolCall || part instanceof Turn.ToolResult);
    }

    /** Whether the model is to go on after a tool's result. */
    boolean endsInToolResult() {
        return !turns.isEmpty() && turns.getLast().parts().stream().anyMatch(part -> part instanceof Turn.ToolResult);
    }

    private void take(JsonNode message, String place) {
        String role = message.path("role").asText();
        List<Turn.Part> parts = ContentParts.of(message.path("content"), place + ".content");
        switch (role) {
            case "system", "developer" -> parts.forEach(part -> instruct(part, place));
            case "user" -> add(false, parts);
            case "assistant" -> {
                add(true, parts);
                add(true, toolCalls(message, place));
            }
            case "tool" ->
                add(false, List.of(new Turn.ToolResult(required(message, "tool_call_id", place), List.copyOf(parts))));
            default -> throw new UntranslatableException(place + ".role: '" + role + "' is not supported");
        }
    }

    private void instruct(Turn.Part part, String place) {
        if (!(part instanceof Turn.Text text)) {
            throw new UntranslatableException(place + ".content: instructions are text only");
        }
        instructions.add(text.text());
    }

    private void add(boolean assistant, List<Turn.Part> parts) {
        if (parts.isEmpty()) {
            return;
        }
        if (turns.isEmpty() || turns.getLast().assistant() != assistant) {
            turns.add(new Turn(assistant, new ArrayList<>()));
        }
        turns.getLast().parts().addAll(parts);
    }

    private static List<Turn.Part> toolCalls(JsonNode message, String place) {
        if (message.path("function_call").isObject() || message.path("audio").isObject()) {
            throw new UntranslatableException(place + ": function_call and audio are not supported");
        }
        List<Turn.Part> calls = new ArrayList<>();
        for (JsonNode call : message.path("tool_calls")) {
            String where = place + ".tool_calls[" + calls.size() + "]";
            JsonNode function = call.path("function");
            if (!function.isObject()) {
                throw new UntranslatableException(where + ": only calls of functions are supported");
            }
            String arguments = function.path("arguments").asText("");
            ObjectNode input = arguments.isBlank() ? Json.object() : Json.object(arguments);
            if (input == null) {
                throw new UntranslatableException(where + ".function.arguments: must be a JSON object");
            }
            calls.add(new Turn.ToolCall(
                    required(call, "id", where), required(function, "name", where + ".function"), input));
        }
        return calls;
    }

    static String required(JsonNode node, String field, String place) {
        JsonNode value = node.path(field);
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw new UntranslatableException(place + "." + field + ": must be a text");
        }
        return value.asText();
    }
}
