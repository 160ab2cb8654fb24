package dev.penstock.fakeprovider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** JSON in and out, and the framing of server-sent events. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** What the bytes say; a missing node where they are no JSON object. */
    static JsonNode read(Buffer body) {
        try {
            JsonNode node = MAPPER.readTree(body.getBytes());
            return node != null && node.isObject() ? node : MAPPER.missingNode();
        } catch (IOException notJson) {
            return MAPPER.missingNode();
        }
    }

    static Buffer buffer(JsonNode node) {
        try {
            return Buffer.buffer(MAPPER.writeValueAsBytes(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    static Buffer event(JsonNode data) {
        return Buffer.buffer("data: ").appendBuffer(buffer(data)).appendString("\n\n");
    }

    /** An event under the name that its data carries as {@code type}. */
    static Buffer namedEvent(JsonNode data) {
        return Buffer.buffer("event: " + data.path("type").asText() + "\n").appendBuffer(event(data));
    }
}
