package dev.penstock.http.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.penstock.domain.inference.RequestFacts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Looks once through a JSON body, in a buffer with an array behind it, for what routing needs. Stops as soon as it has it. */
public final class RequestScanner {
    private static final JsonFactory JSON = new JsonFactory();

    private RequestScanner() {}

    public static RequestFacts scan(ByteBuffer body) {
        byte[] bytes = body.array();
        int start = body.arrayOffset() + body.position();
        try (JsonParser parser = JSON.createParser(bytes, start, body.remaining())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return RequestFacts.NONE;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isModel = parser.currentName().equals("model");
                JsonToken value = parser.nextToken();
                if (isModel) {
                    return value == JsonToken.VALUE_STRING ? model(parser, bytes, start) : RequestFacts.NONE;
                }
                parser.skipChildren();
            }
        } catch (IOException notJson) {
            // The provider will say so in its own words.
        }
        return RequestFacts.NONE;
    }

    private static RequestFacts model(JsonParser parser, byte[] bytes, int start) throws IOException {
        String model = parser.getText();
        int at = (int) parser.currentTokenLocation().getByteOffset() + 1;
        return new RequestFacts(model, standsPlainly(model, bytes, start + at) ? at : -1);
    }

    /** Whether the value is written as it reads, character by character, so that it can be changed in place. */
    private static boolean standsPlainly(String model, byte[] bytes, int from) {
        byte[] text = model.getBytes(StandardCharsets.UTF_8);
        int end = from + text.length;
        return end < bytes.length && Arrays.equals(bytes, from, end, text, 0, text.length) && bytes[end] == '"';
    }
}
