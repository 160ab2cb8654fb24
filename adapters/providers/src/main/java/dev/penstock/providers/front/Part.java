package dev.penstock.providers.front;

/**
 * A part of an {@link Answer}: something thought or said, or one call of a tool with its arguments as content.
 *
 * @param at its place among the parts, from 0
 * @param callId empty unless it is a call, as is the name
 */
record Part(Kind kind, int at, String callId, String name, StringBuilder content) {
    /** What a part is. */
    enum Kind {
        THOUGHT,
        TEXT,
        REFUSAL,
        CALL
    }

    String text() {
        return content.toString();
    }
}
