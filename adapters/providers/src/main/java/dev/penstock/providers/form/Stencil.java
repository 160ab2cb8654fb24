package dev.penstock.providers.form;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Knows an event that says the same as an earlier one but for its text, and for a padding behind it: most events of most streams are
 * such, and are then read without a parser. All other bytes are equal, and text and padding have nothing to be unescaped.
 */
final class Stencil {
    private static final int LARGEST = 4096;
    private static final int NO_EVENT = 0;
    private static final int NO_PADDING = 0;

    private byte[] event = new byte[512];
    /** Where the text is left out; 0 when no event was learnt. */
    private int text;
    /** Where the padding is left out; 0 when there is none. */
    private int padding;

    private int end;
    private @Nullable String matched;

    /** An event that is text; its data begins at {@code data}. */
    void learn(byte[] bytes, int from, int to, int data, Saying saying) {
        if (to - from > LARGEST) {
            text = NO_EVENT;
            return;
        }
        if (to - from > event.length) {
            event = new byte[LARGEST];
        }
        end = 0;
        text = copy(bytes, from, data + saying.textFrom() + 1);
        int rest = data + saying.textTo() - 1;
        padding = NO_PADDING;
        if (saying.paddingFrom() >= saying.textTo()) {
            padding = copy(bytes, rest, data + saying.paddingFrom() + 1);
            rest = data + saying.paddingTo() - 1;
        }
        copy(bytes, rest, to);
    }

    private int copy(byte[] bytes, int from, int to) {
        System.arraycopy(bytes, from, event, end, to - from);
        end += to - from;
        return end;
    }

    /** Behind the end of the event that begins here, when it is like the one that was learnt; else negative. */
    int match(byte[] bytes, int from, int to) {
        if (text == NO_EVENT || !isSame(bytes, from, to, 0, text)) {
            return -1;
        }
        int textFrom = from + text;
        int textTo = quote(bytes, textFrom, to);
        int behind = padding == NO_PADDING ? textTo : behindPadding(bytes, textTo, to);
        int rest = padding == NO_PADDING ? text : padding;
        if (textTo <= textFrom || behind < 0 || !isSame(bytes, behind, to, rest, end)) {
            return -1;
        }
        matched = new String(bytes, textFrom, textTo - textFrom, StandardCharsets.UTF_8);
        // What is no UTF-8 is left to the parser.
        return matched.indexOf('\ufffd') >= 0 ? -1 : behind + end - rest;
    }

    private int behindPadding(byte[] bytes, int textTo, int to) {
        boolean same = textTo >= 0 && isSame(bytes, textTo, to, text, padding);
        return same ? quote(bytes, textTo + padding - text, to) : -1;
    }

    /** Whether the event that was learnt stands here, from one place in it to another. */
    private boolean isSame(byte[] bytes, int from, int to, int learntFrom, int learntTo) {
        int length = learntTo - learntFrom;
        return from + length <= to && Arrays.mismatch(bytes, from, from + length, event, learntFrom, learntTo) < 0;
    }

    /** Where the text that begins here ends; negative when that is not plain. */
    private static int quote(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte value = bytes[i];
            if (value == '"') {
                return i;
            }
            if (value == '\\' || (value >= 0 && value < ' ')) {
                return -1;
            }
        }
        return -1;
    }

    /** The text of the event that matched last. */
    String text() {
        return matched == null ? "" : matched;
    }
}
