package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A model request with its dialect taken off.
 *
 * @param model as asked for, its fault included
 * @param includeUsage whether a stream is to report usage; dialects that always do set it
 * @param maxTokens the longest answer wanted, in words
 * @param stops texts that end the answer before they are said
 */
record Question(
        String model,
        Prompt prompt,
        Shape shape,
        boolean includeUsage,
        int maxTokens,
        List<String> stops,
        OfferedTools tools) {
    enum Shape {
        WHOLE,
        EVENTS,
        /** One JSON array that arrives bit by bit: Gemini without {@code alt=sse}. */
        JSON_ARRAY
    }

    Question {
        maxTokens = Math.max(1, maxTokens);
        stops = List.copyOf(stops);
    }

    /** The shape that a body asks for with {@code stream}. */
    static Shape shapeOf(JsonNode body) {
        return body.path("stream").asBoolean() ? Shape.EVENTS : Shape.WHOLE;
    }

    /** Reads stop sequences: a list, a text, or none. Empty ones stop nothing. */
    static List<String> stopsOf(JsonNode stop) {
        List<String> stops = new ArrayList<>();
        for (JsonNode text : stop.isArray() ? stop : List.of(stop)) {
            if (text.isTextual() && !text.textValue().isEmpty()) {
                stops.add(text.textValue());
            }
        }
        return stops;
    }

    boolean streamed() {
        return shape != Shape.WHOLE;
    }
}
