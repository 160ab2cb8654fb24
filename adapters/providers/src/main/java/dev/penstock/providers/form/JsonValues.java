package dev.penstock.providers.form;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads what one token or a small tree of them says, and leaves the parser at its last token. */
final class JsonValues {
    private JsonValues() {}

    /** Whether there is a text, an object or a list here that is not empty; reads on behind it. */
    static boolean skipFilled(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return parser.getTextLength() > 0;
        }
        if (token == null || !token.isStructStart()) {
            return false;
        }
        JsonToken first = parser.nextToken();
        for (JsonToken next = first; next != null && !next.isStructEnd(); next = parser.nextToken()) {
            parser.skipChildren();
        }
        return first != null && !first.isStructEnd();
    }

    /** The text here; empty when there is something else, which is read over. */
    static String text(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        return "";
    }

    /** The number here; 0 when there is something else, which is read over. */
    static int number(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return parser.getIntValue();
        }
        parser.skipChildren();
        return 0;
    }

    /** Whether an object begins here; what is none is read over. */
    static boolean isObject(JsonParser parser) throws IOException {
        return is(parser, JsonToken.START_OBJECT);
    }

    /** Whether a list begins here; what is none is read over. */
    static boolean isList(JsonParser parser) throws IOException {
        return is(parser, JsonToken.START_ARRAY);
    }

    private static boolean is(JsonParser parser, JsonToken wanted) throws IOException {
        if (parser.currentToken() == wanted) {
            return true;
        }
        parser.skipChildren();
        return false;
    }

    /** The name of the next field, with the parser at its value; null at the end of the object. */
    static @Nullable String field(JsonParser parser) throws IOException {
        String name = parser.nextFieldName();
        if (name != null) {
            parser.nextToken();
        }
        return name;
    }
}
