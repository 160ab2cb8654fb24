package dev.penstock.providers.form;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.penstock.application.port.AnswerForms.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What one event was found to say; used again for the next. It remembers only which of several answers have begun and ended.
 */
final class Saying {
    private String type = "";
    private @Nullable String text;
    private int textFrom;
    private int textTo;
    private int paddingFrom;
    private int paddingTo;
    private int block;
    private int blockFrom;
    private int blockTo;
    private @Nullable String blockKind;
    private boolean thought;
    private boolean other;
    private boolean closing;
    private boolean end;
    private boolean failed;
    private long answers;
    private long ended;

    /** A new event begins. */
    void clear() {
        type = "";
        text = null;
        textFrom = -1;
        textTo = -1;
        paddingFrom = -1;
        paddingTo = -1;
        block = 0;
        blockFrom = -1;
        blockTo = -1;
        blockKind = null;
        thought = false;
        other = false;
        closing = false;
        end = false;
        failed = false;
    }

    Kind kind() {
        if (failed) {
            return Kind.ERROR;
        }
        if (end) {
            return Kind.END;
        }
        return text != null || thought || other ? Kind.CONTENT : closing ? Kind.CLOSING : Kind.FRAME;
    }

    /** What the API calls this event; empty where it has no names. */
    String type() {
        return type;
    }

    void type(String named) {
        type = named;
    }

    @Nullable
    String text() {
        return text;
    }

    /** Takes the text that the parser has now, unless it is empty. */
    void text(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING || parser.getTextLength() == 0) {
            parser.skipChildren();
            return;
        }
        boolean first = text == null;
        addText(parser.getText());
        textFrom = first ? (int) parser.currentTokenLocation().getByteOffset() : -1;
        textTo = first ? (int) parser.currentLocation().getByteOffset() : -1;
    }

    /** Takes a text that has no single place. */
    void addText(String more) {
        text = text == null ? more : text + more;
        textFrom = -1;
        textTo = -1;
    }

    /** Takes the place of what only hides how long the text is. */
    void padding(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            parser.finishToken();
            paddingFrom = (int) parser.currentTokenLocation().getByteOffset();
            paddingTo = (int) parser.currentLocation().getByteOffset();
        }
        parser.skipChildren();
    }

    /** Negative when there is none. */
    int paddingFrom() {
        return paddingFrom;
    }

    int paddingTo() {
        return paddingTo;
    }

    void replaceText(String other) {
        text = other;
    }

    /** What was found is no part of the answer. */
    void tellNothing() {
        text = null;
        thought = false;
        other = false;
        blockKind = null;
    }

    /** Where the text stands in the data, with its quotes; negative when it has no single place. */
    int textFrom() {
        return textFrom;
    }

    int textTo() {
        return textTo;
    }

    /** Whether it says a piece of text and nothing else. */
    boolean isText() {
        return text != null
                && textFrom >= 0
                && kind() == Kind.CONTENT
                && !thought
                && !other
                && !closing
                && blockKind == null;
    }

    /** Thoughts were told. */
    void think() {
        thought = true;
    }

    /** Something was told that is neither text nor thoughts. */
    void tellOther() {
        other = true;
    }

    boolean tellsOther() {
        return other;
    }

    /** Whether the caller now has something that no other stream can take up. */
    boolean binds() {
        return thought || other || (blockKind != null && !blockKind.equals("text")) || answers > 1;
    }

    /** One of perhaps several answers has a part in this event. */
    void answer(int number, boolean endsIt) {
        long bit = 1L << Math.clamp(number, 0, Long.SIZE - 1);
        answers |= bit;
        if (endsIt) {
            ended |= bit;
            closing = ended == answers;
        }
    }

    void close() {
        closing = true;
    }

    boolean closes() {
        return closing;
    }

    void end() {
        end = true;
    }

    void fail() {
        failed = true;
    }

    /** Takes the number of the block that this event is about. */
    void block(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            parser.skipChildren();
            return;
        }
        block = parser.getIntValue();
        blockFrom = (int) parser.currentTokenLocation().getByteOffset();
        blockTo = blockFrom + parser.getTextLength();
    }

    int block() {
        return block;
    }

    int blockFrom() {
        return blockFrom;
    }

    int blockTo() {
        return blockTo;
    }

    /** What begins with this event; null when no block does. */
    @Nullable
    String blockKind() {
        return blockKind;
    }

    void blockKind(@Nullable String kind) {
        blockKind = kind;
    }
}
