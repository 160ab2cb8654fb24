package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.Json;
import java.util.List;

/** The input items of a Responses request, told as chat messages. */
final class ResponsesInput {
    private final ChatMessages messages;

    ResponsesInput(ChatMessages messages) {
        this.messages = messages;
    }

    void items(List<Place> items) {
        items.forEach(this::item);
    }

    private void item(Place item) {
        switch (item.at("type").textOr("message")) {
            case "message" -> message(item);
            case "function_call" ->
                messages.call(
                        item.at("call_id").text(),
                        item.at("name").text(),
                        item.at("arguments").text());
            case "function_call_output" -> messages.result(item.at("call_id").text(), "", parts(item.at("output")));
            // What a model thought is sealed by its provider or only a summary: no other model can go on from it.
            case "reasoning" -> {}
            case "item_reference" -> throw item.at("type").refusedWord("needs a stored response, and none is stored");
            default -> throw item.at("type").refusedWord("is no input item that this model can be told");
        }
    }

    private void message(Place item) {
        ArrayNode parts = parts(item.at("content"));
        switch (item.at("role").text()) {
            case "user" -> messages.user(parts);
            case "assistant" -> messages.assistant(textOf(item, parts, ""));
            case "system", "developer" -> messages.system(textOf(item, parts, "\n\n"));
            default -> throw item.at("role").refusedWord("is no role");
        }
    }

    private static String textOf(Place item, ArrayNode parts, String between) {
        for (int i = 0; i < parts.size(); i++) {
            if (!ChatParts.isText(parts.path(i))) {
                throw item.at("content").refused("only a user's message can hold more than text");
            }
        }
        return ChatParts.joined(parts, between);
    }

    private static ArrayNode parts(Place content) {
        if (content.isText()) {
            return Json.array(ChatParts.text(content.text()));
        }
        ArrayNode parts = Json.array();
        content.items().forEach(part -> parts.add(part(part)));
        return parts;
    }

    private static ObjectNode part(Place part) {
        return switch (part.at("type").text()) {
            case "input_text", "output_text", "text" ->
                ChatParts.text(part.at("text").text());
            case "refusal" -> ChatParts.text(part.at("refusal").text());
            case "input_image" -> image(part);
            case "input_file" -> file(part);
            case "input_audio" ->
                Json.ofType("input_audio")
                        .set("input_audio", part.at("input_audio").object().value());
            default -> throw part.at("type").refusedWord("is no content that this model can be told");
        };
    }

    private static ObjectNode image(Place part) {
        notStored(part.at("file_id"));
        ObjectNode image = ChatParts.image(part.at("image_url").text());
        part.at("detail").carryTo(image.withObjectProperty("image_url"), "detail");
        return image;
    }

    private static ObjectNode file(Place part) {
        notStored(part.at("file_id"));
        if (part.at("file_url").isGiven()) {
            throw part.at("file_url").refused("files are not fetched; send them as file_data");
        }
        return ChatParts.file(
                part.at("filename").textOr("file"), part.at("file_data").text());
    }

    private static void notStored(Place id) {
        if (id.isGiven()) {
            throw id.refused("this model's provider does not hold files uploaded elsewhere");
        }
    }
}
