package dev.penstock.providers.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.providers.chat.UntranslatableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a message's {@code content}: a text, or a list of parts. */
final class ContentParts {
    private ContentParts() {}

    static List<Turn.Part> of(JsonNode content, String place) {
        List<Turn.Part> parts = new ArrayList<>();
        if (content.isTextual()) {
            text(content, parts);
        } else if (content.isArray()) {
            for (int i = 0; i < content.size(); i++) {
                part(content.path(i), place + "[" + i + "]", parts);
            }
        } else if (!content.isNull() && !content.isMissingNode()) {
            throw new UntranslatableException(place + ": must be a text or a list of parts");
        }
        return parts;
    }

    private static void text(JsonNode text, List<Turn.Part> parts) {
        if (!text.asText().isBlank()) {
            parts.add(new Turn.Text(text.asText()));
        }
    }

    private static void part(JsonNode part, String place, List<Turn.Part> parts) {
        String type = part.path("type").asText();
        switch (type) {
            case "text" -> text(part.path("text"), parts);
            case "refusal" -> text(part.path("refusal"), parts);
            case "image_url" -> parts.add(image(part.path("image_url"), place + ".image_url"));
            case "file" -> parts.add(file(part.path("file"), place + ".file"));
            default -> throw new UntranslatableException(place + ": '" + type + "' is not supported");
        }
    }

    private static Turn.Part image(JsonNode image, String place) {
        String url = Conversation.required(image, "url", place);
        Attachment content = Attachment.parse(url);
        if (content != null) {
            return new Turn.Image(content);
        }
        String start =
                url.substring(0, Math.min(url.length(), "https://".length())).toLowerCase(Locale.ROOT);
        if (!start.equals("https://") && !start.startsWith("http://")) {
            throw new UntranslatableException(place + ".url: must be a base64 data: URL or an http(s) URL");
        }
        return new Turn.RemoteImage(url, place + ".url");
    }

    private static Turn.Part file(JsonNode file, String place) {
        if (!file.path("file_data").isTextual()) {
            throw new UntranslatableException(place + ".file_data: files must be sent along; ids are not supported");
        }
        Attachment content = Attachment.parse(file.path("file_data").asText());
        if (content == null) {
            throw new UntranslatableException(place + ".file_data: must be a base64 data: URL");
        }
        String name = file.path("filename").asText("");
        return new Turn.Document(name.isBlank() ? null : name, content, place + ".file_data");
    }
}
