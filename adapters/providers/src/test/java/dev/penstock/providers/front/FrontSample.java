package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Requests, replies and streams as the APIs word them in public. */
final class FrontSample {
    private FrontSample() {}

    static byte[] bytes(String file) {
        try (InputStream in = FrontSample.class.getResourceAsStream(file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    static ObjectNode object(String file) {
        return json(text(file));
    }

    /** JSON with single quotes, for the eye. */
    static ObjectNode quoted(String json) {
        return json(json.replace('\'', '"'));
    }

    static ObjectNode json(String json) {
        return (ObjectNode) Objects.requireNonNull(Json.read(json), json);
    }

    static ObjectNode json(ByteBuffer bytes) {
        return json(StandardCharsets.UTF_8.decode(bytes).toString());
    }

    /** As it looks on the wire: numbers that were made and numbers that were read are then the same. */
    static JsonNode wire(JsonNode json) {
        return json(Json.text(json));
    }
}
