package dev.penstock.providers.chat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON trees of bounded depth; numbers stay as they were written. */
public final class Json {
    private static final int DEEPEST = 200;
    /** A picture or a document is one text. */
    private static final int LONGEST_TEXT = 100 * 1024 * 1024;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_TEXT)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final ObjectReader STRICT =
            MAPPER.reader().with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ObjectNode ofType(String type) {
        return object().put("type", type);
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    public static ArrayNode array(JsonNode only) {
        return array().add(only);
    }

    /** The object that these bytes are, or null when they are none. */
    public static @Nullable ObjectNode object(byte[] bytes) {
        return read(bytes) instanceof ObjectNode object ? object : null;
    }

    /** The object that these bytes are, or null when they are none. */
    public static @Nullable ObjectNode object(ByteBuffer bytes) {
        return object(taken(bytes));
    }

    /** The object that this text is, or null when it is none. */
    public static @Nullable ObjectNode object(String text) {
        return read(text) instanceof ObjectNode object ? object : null;
    }

    /** Null when it is none. */
    public static @Nullable JsonNode read(byte[] bytes) {
        return read(MAPPER.reader(), bytes);
    }

    /** Null when it is none. */
    public static @Nullable JsonNode read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Null when it is none. */
    public static @Nullable JsonNode read(ByteBuffer bytes) {
        return read(taken(bytes));
    }

    /** Null when it is none, or gives a key twice: whoever looked at it before may have seen the other value. */
    public static @Nullable ObjectNode objectStrictly(ByteBuffer bytes) {
        return read(STRICT, taken(bytes)) instanceof ObjectNode object ? object : null;
    }

    private static @Nullable JsonNode read(ObjectReader reader, byte[] bytes) {
        try {
            JsonNode read = reader.readTree(bytes);
            return read.isMissingNode() ? null : read;
        } catch (IOException notJson) {
            return null;
        }
    }

    private static byte[] taken(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    public static byte[] bytes(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ByteBuffer buffer(JsonNode tree) {
        return ByteBuffer.wrap(bytes(tree));
    }

    public static String text(JsonNode tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
