package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.Json;
import dev.penstock.providers.chat.UntranslatableException;
import java.util.ArrayList;
import java.util.List;

/** The system prompt and the turns of a Messages request, told as chat messages. */
final class MessagesContent {
    private static final String BETWEEN_TEXTS = "\n\n";
    private static final String FAILED = "Error: ";

    private final ChatMessages messages;

    MessagesContent(ChatMessages messages) {
        this.messages = messages;
    }

    void system(Place content) {
        ArrayNode parts = parts(content);
        for (int i = 0; i < parts.size(); i++) {
            if (!ChatParts.isText(parts.path(i))) {
                throw content.refused("may hold text only");
            }
        }
        messages.system(ChatParts.joined(parts, BETWEEN_TEXTS));
    }

    void message(Place message) {
        switch (message.at("role").text()) {
            case "user" -> user(message.at("content"));
            case "assistant" -> assistant(message.at("content"));
            case "system" -> system(message.at("content"));
            default -> throw message.at("role").refusedWord("is no role");
        }
    }

    private void user(Place content) {
        ArrayNode parts = Json.array();
        if (content.isText()) {
            parts.add(ChatParts.text(content.text()));
        } else {
            for (Place block : content.items()) {
                if (block.at("type").text().equals("tool_result")) {
                    result(block);
                } else {
                    addPart(block, parts);
                }
            }
        }
        messages.user(parts);
    }

    private void result(Place block) {
        Place content = block.at("content");
        boolean failed = block.at("is_error").isFilled();
        messages.result(
                block.at("tool_use_id").text(),
                failed ? FAILED : "",
                content.isGiven() ? parts(content) : Json.array());
    }

    /** Text first: calls must be the last thing before their results. */
    private void assistant(Place content) {
        if (content.isText()) {
            messages.assistant(content.text());
            return;
        }
        StringBuilder text = new StringBuilder();
        List<Place> calls = new ArrayList<>();
        for (Place block : content.items()) {
            switch (block.at("type").text()) {
                case "text" -> text.append(block.at("text").text());
                case "tool_use" -> calls.add(block);
                // Signed by Anthropic for its own models: no other can go on from it.
                case "thinking", "redacted_thinking" -> {}
                default -> throw unknown(block);
            }
        }
        messages.assistant(text.toString());
        calls.forEach(this::call);
    }

    private void call(Place block) {
        messages.call(
                block.at("id").text(),
                block.at("name").text(),
                Json.text(block.at("input").object().value()));
    }

    private static ArrayNode parts(Place content) {
        ArrayNode parts = Json.array();
        if (content.isText()) {
            parts.add(ChatParts.text(content.text()));
        } else {
            content.items().forEach(block -> addPart(block, parts));
        }
        return parts;
    }

    private static void addPart(Place block, ArrayNode parts) {
        switch (block.at("type").text()) {
            case "text" -> parts.add(ChatParts.text(block.at("text").text()));
            case "image" -> parts.add(image(block.at("source")));
            case "document" -> document(block, parts);
            default -> throw unknown(block);
        }
    }

    private static UntranslatableException unknown(Place block) {
        return block.at("type").refusedWord("is no content that this model can be told");
    }

    private static ObjectNode image(Place source) {
        return switch (source.at("type").text()) {
            case "base64" -> ChatParts.image(dataUrl(source));
            case "url" -> ChatParts.image(source.at("url").text());
            default -> throw source.at("type").refusedWord("is no source of an image that this model can be told");
        };
    }

    private static void document(Place block, ArrayNode parts) {
        Place source = block.at("source");
        switch (source.at("type").text()) {
            case "base64" -> parts.add(ChatParts.file(block.at("title").textOr("document.pdf"), dataUrl(source)));
            case "text" -> parts.add(ChatParts.text(source.at("data").text()));
            case "content" -> parts.addAll(parts(source.at("content")));
            default -> throw source.at("type").refusedWord("is no source of a document that this model can be told");
        }
    }

    private static String dataUrl(Place source) {
        return ChatParts.dataUrl(
                source.at("media_type").text(), source.at("data").text());
    }
}
