package dev.penstock.http.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.penstock.domain.inference.Metadata;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code cf-aig-metadata} (observability, section 1.6): a flat JSON object. The first five entries count, names that
 * start with {@code cf.} are reserved, long values are cut; with a null, a list or an object inside, nothing counts.
 */
final class MetadataHeader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int FIRST_BEYOND_ASCII = 0x80;
    private static final int LAST_LATIN = 0xff;

    private MetadataHeader() {}

    static @Nullable Metadata parse(String header) {
        Map<String, Metadata.Value> values = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(text(header))) {
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
                        && name.length() <= Metadata.LONGEST_NAME
                        && characters <= Metadata.MOST_CHARACTERS;
                if (fits && !Metadata.isReserved(name)) {
                    values.put(name, value);
                }
            }
            if (parser.nextToken() != null) {
                return null;
            }
        } catch (IOException notJson) {
            return null;
        }
        return values.isEmpty() ? null : new Metadata(values);
    }

    private static Metadata.@Nullable Value value(JsonToken token, JsonParser parser) throws IOException {
        return switch (token) {
            case VALUE_STRING -> new Metadata.Value.Text(cut(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getDecimalValue());
            case VALUE_TRUE -> new Metadata.Value.Flag(true);
            case VALUE_FALSE -> new Metadata.Value.Flag(false);
            default -> null;
        };
    }

    private static Metadata.@Nullable Value number(BigDecimal number) {
        return Metadata.Value.Numeric.isFinite(number) ? new Metadata.Value.Numeric(number) : null;
    }

    private static String cut(String text) {
        int most = Metadata.LONGEST_VALUE;
        if (text.length() <= most) {
            return text;
        }
        boolean insideCharacter = Character.isHighSurrogate(text.charAt(most - 1));
        return text.substring(0, insideCharacter ? most - 1 : most);
    }

    /** Headers are read as Latin-1, one character for each byte; where the bytes are UTF-8, that is what was meant. */
    private static String text(String header) {
        if (header.chars().allMatch(c -> c < FIRST_BEYOND_ASCII)
                || header.chars().anyMatch(c -> c > LAST_LATIN)) {
            return header;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(header.getBytes(StandardCharsets.ISO_8859_1));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException latin) {
            return header;
        }
    }
}
