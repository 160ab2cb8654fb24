package dev.penstock.http.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One look through a JSON body for what stands at places that somebody names. It goes into what leads to them and passes over
 * everything else. Of a value that is larger than any filter may be, the beginning is read; what stands deeper inside is
 * found all the same by those who name its own place.
 */
final class PlaceReader {
    /** As large as a filter may be, so that what is cut here equals nothing that a filter can ask for. */
    static final int MOST_NESTING = 16;

    static final int MOST_VALUES = 1000;
    static final int LONGEST_TEXT = 64 * 1024;

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser parser;

    /** How much more of a value is read. */
    private static final class Room {
        private int values = MOST_VALUES;
        private int depth;

        boolean takesValue() {
            return depth <= MOST_NESTING && values-- > 0;
        }
    }

    private PlaceReader(JsonParser parser) {
        this.parser = parser;
    }

    /** What stands at these places; in a body that breaks off or is no JSON, what stands there up to the fault. */
    static Map<List<String>, @Nullable Object> find(byte[] bytes, int start, int length, Set<List<String>> places) {
        if (places.isEmpty()) {
            return Map.of();
        }
        Place body = Place.ofBody(places);
        try (JsonParser parser = JSON.createParser(bytes, start, length)) {
            JsonToken first = parser.nextToken();
            if (first != null) {
                new PlaceReader(parser).read(first, body, null);
            }
        } catch (IOException notJson) {
            // What was found before counts.
        }
        return body.found();
    }

    /**
     * Reads a value to its end, and answers as much of it as there is room for.
     *
     * @param place where it stands; null when no wanted place is there or below
     * @param room null when nobody wants what it stands in
     */
    private @Nullable Object read(JsonToken first, @Nullable Place place, @Nullable Room room) throws IOException {
        if (place == null && room == null) {
            parser.skipChildren();
            return null;
        }
        boolean wanted = place != null && place.isWanted();
        Room ours = wanted ? new Room() : room;
        Object value = switch (first) {
            case START_OBJECT -> object(place, ours);
            case START_ARRAY -> list(place, ours);
            default -> ours == null ? null : scalar(first);
        };
        if (place != null && wanted) {
            place.found(value);
        }
        return value;
    }

    private Map<String, @Nullable Object> object(@Nullable Place place, @Nullable Room room) throws IOException {
        Map<String, @Nullable Object> members = room == null ? Map.of() : new LinkedHashMap<>();
        enter(room);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken first = parser.nextToken();
            Room forMember = room != null && room.takesValue() ? room : null;
            Object value = read(first, place == null ? null : place.enter(name), forMember);
            if (forMember != null) {
                members.put(name, value);
            }
        }
        leave(room);
        return members;
    }

    private List<@Nullable Object> list(@Nullable Place place, @Nullable Room room) throws IOException {
        List<@Nullable Object> items = room == null ? List.of() : new ArrayList<>();
        enter(room);
        int position = 0;
        for (JsonToken first = parser.nextToken(); first != JsonToken.END_ARRAY; first = parser.nextToken()) {
            Room forItem = room != null && room.takesValue() ? room : null;
            Object value = read(first, place == null ? null : place.enter(position), forItem);
            if (forItem != null) {
                items.add(value);
            }
            position++;
        }
        leave(room);
        return items;
    }

    private static void enter(@Nullable Room room) {
        if (room != null) {
            room.depth++;
        }
    }

    private static void leave(@Nullable Room room) {
        if (room != null) {
            room.depth--;
        }
    }

    private @Nullable Object scalar(JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> text();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private String text() throws IOException {
        int length = parser.getTextLength();
        if (length <= LONGEST_TEXT) {
            return parser.getText();
        }
        char[] text = parser.getTextCharacters();
        int from = parser.getTextOffset();
        boolean halved = Character.isHighSurrogate(text[from + LONGEST_TEXT - 1]);
        return new String(text, from, halved ? LONGEST_TEXT - 1 : LONGEST_TEXT);
    }

    /** One whose exponent nobody can hold stays the text that it is, and so equals no number. */
    private Object number() throws IOException {
        String written = parser.getText();
        try {
            return new BigDecimal(written);
        } catch (NumberFormatException beyondAll) {
            return written;
        }
    }
}
