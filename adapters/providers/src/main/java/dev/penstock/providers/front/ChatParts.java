package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.Json;

/** The parts of a chat message's content, and the tools of a chat request. */
final class ChatParts {
    private ChatParts() {}

    static ObjectNode text(String text) {
        return Json.ofType("text").put("text", text);
    }

    static ObjectNode image(String url) {
        ObjectNode part = Json.ofType("image_url");
        part.putObject("image_url").put("url", url);
        return part;
    }

    static ObjectNode file(String name, String url) {
        ObjectNode part = Json.ofType("file");
        part.putObject("file").put("filename", name).put("file_data", url);
        return part;
    }

    static String dataUrl(String mediaType, String base64) {
        return "data:" + mediaType + ";base64," + base64;
    }

    static ObjectNode function(ObjectNode named) {
        ObjectNode tool = Json.ofType("function");
        tool.set("function", named);
        return tool;
    }

    static boolean isText(JsonNode part) {
        return part.path("type").asText().equals("text");
    }

    /** The text parts, joined. */
    static String joined(ArrayNode parts, String between) {
        StringBuilder joined = new StringBuilder();
        for (JsonNode part : parts) {
            if (isText(part)) {
                joined.append(joined.isEmpty() ? "" : between)
                        .append(part.path("text").asText());
            }
        }
        return joined.toString();
    }
}
