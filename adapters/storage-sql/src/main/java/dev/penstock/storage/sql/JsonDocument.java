package dev.penstock.storage.sql;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Parts of a row that are read and replaced whole, and never searched: kept as JSON text. Null members are left out. */
final class JsonDocument {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            // What has no type of its own keeps its digits; and half characters come out as they went in.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private JsonDocument() {}

    /**
     * @param what names the row in the message of a failure
     */
    static String write(Object shape, String what) {
        try {
            return JSON.writeValueAsString(shape);
        } catch (JsonProcessingException e) {
            throw unusable("written", what, e);
        }
    }

    /**
     * @param what names the row in the message of a failure
     */
    static <T> T read(String text, Class<T> shape, String what) {
        try {
            return JSON.readValue(text, shape);
        } catch (JsonProcessingException e) {
            throw unusable("read", what, e);
        }
    }

    /** Tells neither the cause nor its message: they quote the document, secrets and all. */
    private static IllegalStateException unusable(String done, String what, JsonProcessingException e) {
        return new IllegalStateException("%s cannot be %s: %s at column %d"
                .formatted(
                        what,
                        done,
                        e.getClass().getSimpleName(),
                        e.getLocation() == null ? 0 : e.getLocation().getColumnNr()));
    }
}
