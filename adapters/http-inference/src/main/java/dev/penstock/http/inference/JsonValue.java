package dev.penstock.http.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Bytes of a provider as one JSON value: as they are when they are JSON, else as text, else as base64. */
final class JsonValue {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonValue() {}

    /** The data of an event. */
    static String ofEvent(byte[] data) {
        return isJson(data)
                ? new String(data, StandardCharsets.UTF_8)
                : quoted(new String(data, StandardCharsets.UTF_8));
    }

    /**
     * A whole body.
     *
     * @param type its content type
     * @param encoding its content encoding; null for none
     */
    static String of(byte[] body, @Nullable String type, @Nullable String encoding) {
        String media = type == null ? "" : type.toLowerCase(Locale.ROOT);
        boolean plain =
                encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity");
        if (plain && (media.isEmpty() || media.contains("json")) && isJson(body)) {
            return new String(body, StandardCharsets.UTF_8);
        }
        boolean isText =
                media.isEmpty() || media.startsWith("text/") || media.contains("json") || media.contains("xml");
        String text = plain && isText ? text(body) : null;
        return quoted(text == null ? Base64.getEncoder().encodeToString(body) : text);
    }

    private static boolean isJson(byte[] bytes) {
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException other) {
            return false;
        }
    }

    private static @Nullable String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException binary) {
            return null;
        }
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
