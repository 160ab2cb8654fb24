package dev.penstock.http.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Finds what a provider says is wrong in the body of its error: the first text called {@code message}, or the error itself. */
final class ProviderWords {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST = 2000;

    private ProviderWords() {}

    /** Null when it says nothing that can be read. */
    static @Nullable String in(byte[] body) {
        String error = null;
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "message".equals(parser.currentName())) {
                    return cut(parser.getText());
                }
                if (token == JsonToken.VALUE_STRING && "error".equals(parser.currentName())) {
                    error = cut(parser.getText());
                }
            }
        } catch (IOException notJson) {
            // What was found before counts.
        }
        return error;
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
