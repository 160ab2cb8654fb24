package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.StringJoiner;

/** Finds the text in messages, whichever dialect nests it: strings, lists of them, and objects around them. */
final class PromptText {
    private static final List<String> NESTS = List.of("text", "content", "parts", "output", "toolResult");

    private PromptText() {}

    static String of(JsonNode... nodes) {
        StringJoiner text = new StringJoiner(" ");
        for (JsonNode node : nodes) {
            gather(node, text);
        }
        return text.toString();
    }

    private static void gather(JsonNode node, StringJoiner text) {
        if (node.isTextual()) {
            text.add(node.textValue());
        } else if (node.isArray()) {
            node.forEach(item -> gather(item, text));
        } else if (node.isObject()) {
            NESTS.forEach(nest -> gather(node.path(nest), text));
        }
    }
}
