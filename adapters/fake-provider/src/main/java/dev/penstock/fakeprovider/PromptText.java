package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** Finds the text in messages, whichever dialect nests it: strings, lists of them, and objects around them. */
final class PromptText {
    private PromptText() {}

    static String of(JsonNode... nodes) {
        StringJoiner text = new StringJoiner(" ");
        for (JsonNode node : nodes) {
            gather(node, text);
        }
        return text.toString();
    }

    /** The text of the last message of a list, or of the node itself where it is no list. */
    static String ofLast(JsonNode messages) {
        return of(messages.isArray() && !messages.isEmpty() ? messages.get(messages.size() - 1) : messages);
    }

    private static void gather(JsonNode node, StringJoiner text) {
        if (node.isTextual()) {
            text.add(node.textValue());
        } else if (node.isArray()) {
            node.forEach(item -> gather(item, text));
        } else if (node.isObject()) {
            gather(node.path("text"), text);
            gather(node.path("content"), text);
            gather(node.path("parts"), text);
        }
    }
}
