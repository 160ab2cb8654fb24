package dev.penstock.http.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.penstock.domain.inference.Metadata;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code cf-aig-metadata} (observability, section 1.6): a flat JSON object. The first five entries count, names that
 * start with {@code cf.} are reserved, long values are cut; with a null, a list or an object inside, nothing counts.
 */
final class MetadataHeader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String RESERVED = "cf.";
    private static final int LONGEST_VALUE = 1024;
    private static final int LONGEST_NAME = 256;
    private static final int MOST_CHARACTERS = 4096;

    private MetadataHeader() {}

    static @Nullable Metadata parse(String header) {
        Map<String, Metadata.Value> values = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(header)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            int characters = 0;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                Metadata.Value value = value(parser.nextToken(), parser);
                if (value == null) {
                    return null;
                }
                characters += name.length() + value.text().length();
                boolean fits = values.size() < Metadata.MAX_ENTRIES
                        && name.length() <= LONGEST_NAME
                        && characters <= MOST_CHARACTERS;
                if (fits && !name.startsWith(RESERVED)) {
                    values.put(name, value);
                }
            }
        } catch (IOException notJson) {
            return null;
        }
        return values.isEmpty() ? null : new Metadata(values);
    }

    private static Metadata.@Nullable Value value(JsonToken token, JsonParser parser) throws IOException {
        return switch (token) {
            case VALUE_STRING -> new Metadata.Value.Text(cut(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Metadata.Value.Numeric(parser.getDecimalValue());
            case VALUE_TRUE -> new Metadata.Value.Flag(true);
            case VALUE_FALSE -> new Metadata.Value.Flag(false);
            default -> null;
        };
    }

    private static String cut(String text) {
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) : text;
    }
}
