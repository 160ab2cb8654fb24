package dev.penstock.domain.inference;

import org.jspecify.annotations.Nullable;

/**
 * Text that can be written as UTF-8. JSON can name halves of characters by themselves; no database takes them, and the reply
 * to a request that held one must not cost the log entry about it.
 */
public final class WellFormed {
    private static final char REPLACEMENT = '\ufffd';

    private WellFormed() {}

    /** The text, with a replacement character for each half that stands alone. */
    public static String text(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return paired(text, i);
            }
        }
        return text;
    }

    /** The text from the first half of a character on, before which there is none. */
    private static String paired(String text, int first) {
        for (int i = first; i < text.length(); i++) {
            if (isHalf(text, i)) {
                return replaced(text);
            }
            i += Character.isSurrogate(text.charAt(i)) ? 1 : 0;
        }
        return text;
    }

    /** As {@link #text}; null stays null. */
    public static @Nullable String orNull(@Nullable String text) {
        return text == null ? null : text(text);
    }

    /** Whether what stands here is a half without its other half behind it. */
    private static boolean isHalf(String text, int at) {
        return Character.isSurrogate(text.charAt(at))
                && !(at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1)));
    }

    private static String replaced(String text) {
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> whole.appendCodePoint(Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c));
        return whole.toString();
    }
}
