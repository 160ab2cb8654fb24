package dev.penstock.http.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.penstock.domain.inference.RequestFacts;
import dev.penstock.domain.inference.RequestFacts.Naming;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a JSON body, in a buffer with an array behind it: once for the model's name, where it stops; and to its end
 * for the rest, when somebody asks.
 */
public final class RequestScanner {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_ANSWERS = 1024;
    /** Some readers do not mind upper and lower case, so in counting we do not either. */
    private static final String MODEL = "model";

    private RequestScanner() {}

    /** The bytes of a body, for those who want to know more. */
    private static final class Rest implements RequestFacts.Rest {
        private final byte[] bytes;
        private final int start;
        private final int length;

        Rest(byte[] bytes, int start, int length) {
            this.bytes = bytes;
            this.start = start;
            this.length = length;
        }

        @Override
        public RequestFacts.Asked ask() {
            return asked(bytes, start, length);
        }

        @Override
        public Map<List<String>, @Nullable Object> find(Set<List<String>> places) {
            return PlaceReader.find(bytes, start, length, places);
        }
    }

    public static RequestFacts scan(ByteBuffer body) {
        byte[] bytes = body.array();
        int start = body.arrayOffset() + body.position();
        int length = body.remaining();
        RequestFacts.Rest rest = new Rest(bytes, start, length);
        try (JsonParser parser = JSON.createParser(bytes, start, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return RequestFacts.NONE;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isModel = parser.currentName().equals(MODEL);
                JsonToken value = parser.nextToken();
                if (isModel) {
                    return value == JsonToken.VALUE_STRING
                            ? model(parser, bytes, start, rest)
                            : new RequestFacts(null, -1, rest);
                }
                parser.skipChildren();
            }
        } catch (IOException notJson) {
            // The provider will say so in its own words.
        }
        return new RequestFacts(null, -1, rest);
    }

    private static RequestFacts model(JsonParser parser, byte[] bytes, int start, RequestFacts.Rest rest)
            throws IOException {
        String model = parser.getText();
        int at = (int) parser.currentTokenLocation().getByteOffset() + 1;
        return new RequestFacts(model, standsPlainly(model, bytes, start + at) ? at : -1, rest);
    }

    /** Whether the value is written as it reads, character by character, so that it can be changed in place. */
    private static boolean standsPlainly(String model, byte[] bytes, int from) {
        byte[] text = model.getBytes(StandardCharsets.UTF_8);
        int end = from + text.length;
        return end < bytes.length && Arrays.equals(bytes, from, end, text, 0, text.length) && bytes[end] == '"';
    }

    private static RequestFacts.Asked asked(byte[] bytes, int start, int length) {
        boolean stream = false;
        Long mostTokens = null;
        int answers = 1;
        int models = 0;
        Naming naming = Naming.UNREADABLE;
        try (JsonParser parser = JSON.createParser(bytes, start, length)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                models += name.equalsIgnoreCase(MODEL) ? 1 : 0;
                switch (name) {
                    case "stream" -> {
                        stream = value == JsonToken.VALUE_TRUE;
                        parser.skipChildren();
                    }
                    case "max_tokens", "max_completion_tokens", "max_output_tokens", "maxOutputTokens", "maxTokens" ->
                        mostTokens = count(parser, value, mostTokens);
                    case "generationConfig", "inferenceConfig" -> mostTokens = nested(parser, value, mostTokens);
                    case "n" -> answers = answers(parser, value);
                    default -> parser.skipChildren();
                }
            }
            if (parser.currentToken() == JsonToken.END_OBJECT) {
                naming = models > 1 ? Naming.SEVERAL : Naming.CLEAR;
            }
        } catch (IOException notJson) {
            // What was found before counts.
        }
        return new RequestFacts.Asked(stream, mostTokens, answers, naming);
    }

    /** Gemini and Bedrock write the bound one level further in. */
    private static @Nullable Long nested(JsonParser parser, JsonToken value, @Nullable Long known) throws IOException {
        Long found = known;
        if (value == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean bound = parser.currentName().equals("maxOutputTokens")
                        || parser.currentName().equals("maxTokens");
                JsonToken inner = parser.nextToken();
                found = bound ? count(parser, inner, found) : found;
                parser.skipChildren();
            }
        }
        return found;
    }

    private static @Nullable Long count(JsonParser parser, JsonToken value, @Nullable Long known) throws IOException {
        if (value != JsonToken.VALUE_NUMBER_INT || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            parser.skipChildren();
            return known;
        }
        long count = parser.getLongValue();
        return count < 0 ? known : known == null ? Long.valueOf(count) : Long.valueOf(Math.max(known, count));
    }

    private static int answers(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_NUMBER_INT || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            parser.skipChildren();
            return 1;
        }
        return Math.clamp(parser.getLongValue(), 1, MOST_ANSWERS);
    }
}
