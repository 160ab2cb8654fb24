package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.UntranslatableException;
import java.util.ArrayList;
import java.util.List;

/** A value of a request and where it stands; of the wrong kind, it is refused with its place. */
record Place(String path, JsonNode value) {
    private static final int LONGEST_WORD = 64;

    static Place of(ObjectNode request) {
        return new Place("", request);
    }

    Place at(String field) {
        return new Place(path.isEmpty() ? field : path + "." + field, value.path(field));
    }

    boolean isGiven() {
        return !value.isMissingNode() && !value.isNull();
    }

    boolean isText() {
        return value.isTextual();
    }

    /** Whether it is given and holds something, or is switched on. */
    boolean isFilled() {
        return isGiven() && (value.isContainerNode() ? !value.isEmpty() : !value.isBoolean() || value.booleanValue());
    }

    String text() {
        if (!value.isTextual()) {
            throw refused("must be text");
        }
        return value.textValue();
    }

    String textOr(String otherwise) {
        return isGiven() ? text() : otherwise;
    }

    List<Place> items() {
        if (!value.isArray()) {
            throw refused("must be a list");
        }
        List<Place> items = new ArrayList<>(value.size());
        for (int i = 0; i < value.size(); i++) {
            items.add(new Place(path + "[" + i + "]", value.path(i)));
        }
        return items;
    }

    Place object() {
        if (!value.isObject()) {
            throw refused("must be an object");
        }
        return this;
    }

    void carryTo(ObjectNode target, String field) {
        if (isGiven()) {
            target.set(field, value);
        }
    }

    UntranslatableException refused(String reason) {
        return new UntranslatableException(path, reason);
    }

    /** For a word that is not one of those that can be translated. */
    UntranslatableException refusedWord(String reason) {
        String word = text();
        return refused("`" + word.substring(0, Math.min(word.length(), LONGEST_WORD)) + "` " + reason);
    }
}
