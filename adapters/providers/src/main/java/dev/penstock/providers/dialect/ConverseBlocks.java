package dev.penstock.providers.dialect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.UntranslatableException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the content blocks of Bedrock's Converse API. */
final class ConverseBlocks {
    private static final int LONGEST_NAME = 200;

    private ConverseBlocks() {}

    static void write(List<Turn.Part> parts, ArrayNode content) {
        for (Turn.Part part : parts) {
            ObjectNode block = content.addObject();
            switch (part) {
                case Turn.Text(String text) -> block.put("text", text);
                case Turn.Image(Attachment image) -> image(image, block);
                case Turn.RemoteImage(String url, String place) ->
                    throw new UntranslatableException(place + ": this provider takes images as data: URLs only");
                case Turn.Document document -> document(document, block);
                case Turn.ToolCall(String id, String name, ObjectNode input) ->
                    block.putObject("toolUse")
                            .put("toolUseId", id)
                            .put("name", name)
                            .set("input", input);
                case Turn.ToolResult(String id, List<Turn.Part> result) ->
                    result(result, block.putObject("toolResult").put("toolUseId", id));
            }
        }
    }

    /** Bedrock wants content in a result, where others allow none. */
    private static void result(List<Turn.Part> result, ObjectNode block) {
        ArrayNode content = block.putArray("content");
        write(result, content);
        if (content.isEmpty()) {
            content.addObject().put("text", " ");
        }
    }

    private static void image(Attachment image, ObjectNode block) {
        String type = image.mediaType();
        ObjectNode own = block.putObject("image");
        own.put("format", type.equals("image/jpg") ? "jpeg" : type.substring(type.indexOf('/') + 1));
        own.putObject("source").put("bytes", image.base64());
    }

    private static void document(Turn.Document document, ObjectNode block) {
        String format = switch (document.content().mediaType()) {
            case "application/pdf" -> "pdf";
            case "text/plain" -> "txt";
            case "text/markdown" -> "md";
            case "text/csv" -> "csv";
            case "text/html" -> "html";
            default ->
                throw new UntranslatableException(
                        document.place() + ": this provider reads pdf, txt, md, csv and html");
        };
        ObjectNode own = block.putObject("document").put("format", format).put("name", name(document.name()));
        own.putObject("source").put("bytes", document.content().base64());
    }

    /** Letters, digits, single spaces, hyphens and brackets are all that a name may have. */
    private static String name(@Nullable String given) {
        String name = Objects.requireNonNullElse(given, "")
                .replaceAll("[^A-Za-z0-9()\\[\\]-]+", " ")
                .strip();
        String whole = name.isEmpty() ? "document" : name;
        return whole.substring(0, Math.min(whole.length(), LONGEST_NAME));
    }
}
