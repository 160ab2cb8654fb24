package dev.penstock.http.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A message of a caller, taken apart: {@code {"type":"universal.create","request":...}}.
 *
 * @param eventId beside the request or inside a single step; null when there is none
 * @param request the bytes of the request, as they stand in the message
 */
record UniversalMessage(@Nullable String eventId, ByteBuffer request) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String CREATE = "universal.create";

    /** Fails with what is wrong with it. */
    @SuppressWarnings("ByteBufferBackingArray") // messages are collected into arrays
    static UniversalMessage read(ByteBuffer message) {
        int start = message.arrayOffset() + message.position();
        try (JsonParser parser = JSON.createParser(message.array(), start, message.remaining())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw unreadable("a message must be a JSON object");
            }
            return read(parser, message);
        } catch (IOException notJson) {
            throw unreadable("the message is not readable JSON");
        }
    }

    private static UniversalMessage read(JsonParser parser, ByteBuffer message) throws IOException {
        String type = null;
        String eventId = null;
        ByteBuffer request = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "type" -> type = parser.getValueAsString();
                case "eventId" -> eventId = parser.getValueAsString();
                case "request" -> {
                    int from = (int) parser.currentTokenLocation().getByteOffset();
                    String inside = eventIdInside(parser, value);
                    eventId = inside == null ? eventId : inside;
                    request = slice(parser, value, from, message);
                }
                default -> {}
            }
            parser.skipChildren();
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw unreadable("the message is not readable JSON");
        }
        if (!CREATE.equals(type)) {
            throw unreadable("type must be " + CREATE);
        }
        if (request == null) {
            throw unreadable("request must be a step or a list of steps");
        }
        return new UniversalMessage(eventId, request);
    }

    /** Goes to the end of the request. */
    private static @Nullable String eventIdInside(JsonParser parser, JsonToken value) throws IOException {
        String eventId = null;
        if (value == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                boolean named = parser.nextToken() == JsonToken.VALUE_STRING && name.equals("eventId");
                eventId = named ? parser.getText() : eventId;
                parser.skipChildren();
            }
        } else {
            parser.skipChildren();
        }
        return eventId;
    }

    private static @Nullable ByteBuffer slice(JsonParser parser, JsonToken value, int from, ByteBuffer message) {
        if (value != JsonToken.START_OBJECT && value != JsonToken.START_ARRAY) {
            return null;
        }
        int to = (int) parser.currentLocation().getByteOffset();
        return message.slice(message.position() + from, to - from);
    }

    private static ProblemException unreadable(String what) {
        return new ProblemException(new Problem.UnreadableCompletion(what));
    }
}
