package dev.penstock.providers.front;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** JSON trees; numbers stay as they were written. */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final ObjectReader STRICT =
            MAPPER.reader().with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode object(String type) {
        return object().put("type", type);
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ArrayNode array(JsonNode only) {
        return array().add(only);
    }

    /** Null when it is none. */
    static @Nullable JsonNode read(byte[] bytes) {
        return read(MAPPER.reader(), bytes);
    }

    /** Null when it is none, or gives a key twice: whoever looked at it before may have seen the other value. */
    static @Nullable JsonNode readStrictly(byte[] bytes) {
        return read(STRICT, bytes);
    }

    private static @Nullable JsonNode read(ObjectReader reader, byte[] bytes) {
        try {
            JsonNode read = reader.readTree(bytes);
            return read.isMissingNode() ? null : read;
        } catch (IOException e) {
            return null;
        }
    }

    /** Null when it is none. */
    static @Nullable JsonNode read(String text) {
        try {
            JsonNode read = MAPPER.readTree(text);
            return read.isMissingNode() ? null : read;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    static byte[] bytes(JsonNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    static String text(JsonNode json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
