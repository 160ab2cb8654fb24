package dev.penstock.fakeprovider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of an answer: text, or a call of a tool.
 *
 * @param tool the tool's name; null for text
 * @param pieces the text, or the JSON of the tool's arguments, in order; joined as they are they make the whole
 */
record Block(@Nullable String tool, List<String> pieces) {
    Block {
        pieces = List.copyOf(pieces);
    }

    String content() {
        return String.join("", pieces);
    }
}
