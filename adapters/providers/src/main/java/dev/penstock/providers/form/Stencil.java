package dev.penstock.providers.form;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Knows an event that says the same as an earlier one but for its text: most events of most streams are such, and are then read
 * without a parser. The bytes before the text and behind it are equal, and the text has nothing to be unescaped.
 */
final class Stencil {
    private static final int LARGEST = 4096;

    private byte[] event = new byte[512];
    private int before;
    private int behind;
    private @Nullable String text;

    /** An event whose text stands from {@code textFrom} to {@code textTo}, without its quotes. */
    void learn(byte[] bytes, int from, int to, int textFrom, int textTo) {
        int length = to - from;
        if (length > LARGEST) {
            before = 0;
            return;
        }
        if (length > event.length) {
            event = new byte[LARGEST];
        }
        before = textFrom - from;
        behind = to - textTo;
        System.arraycopy(bytes, from, event, 0, before);
        System.arraycopy(bytes, textTo, event, before, behind);
    }

    /** Behind the end of the event that begins here, when it is like the one that was learnt; else negative. */
    int match(byte[] bytes, int from, int to) {
        int textFrom = from + before;
        if (before == 0 || textFrom + behind > to || Arrays.mismatch(bytes, from, textFrom, event, 0, before) >= 0) {
            return -1;
        }
        int textTo = quote(bytes, textFrom, to - behind);
        if (textTo <= textFrom
                || Arrays.mismatch(bytes, textTo, textTo + behind, event, before, before + behind) >= 0) {
            return -1;
        }
        text = new String(bytes, textFrom, textTo - textFrom, StandardCharsets.UTF_8);
        // What is no UTF-8 is left to the parser.
        return text.indexOf('\ufffd') >= 0 ? -1 : textTo + behind;
    }

    private static int quote(byte[] bytes, int from, int last) {
        for (int i = from; i <= last; i++) {
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
        return text == null ? "" : text;
    }
}
