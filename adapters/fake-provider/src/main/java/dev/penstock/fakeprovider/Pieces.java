package dev.penstock.fakeprovider;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into what a stream sends of it at a time. Joined as they are, the pieces make the text. */
final class Pieces {
    private Pieces() {}

    /** As many pieces as wanted, or one for each word where there are fewer. */
    static List<String> ofWords(List<String> words, int wanted) {
        if (words.isEmpty()) {
            return List.of("");
        }
        int count = Math.min(wanted, words.size());
        List<String> pieces = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int from = edge(words.size(), i, count);
            int to = edge(words.size(), i + 1, count);
            pieces.add((i == 0 ? "" : " ") + String.join(" ", words.subList(from, to)));
        }
        return pieces;
    }

    /** As many pieces as wanted, or one for each character where there are fewer; no character is cut in two. */
    static List<String> ofText(String text, int wanted) {
        int length = text.codePointCount(0, text.length());
        int count = Math.min(wanted, length);
        List<String> pieces = new ArrayList<>(count);
        int at = 0;
        for (int i = 0; i < count; i++) {
            int end = text.offsetByCodePoints(at, edge(length, i + 1, count) - edge(length, i, count));
            pieces.add(text.substring(at, end));
            at = end;
        }
        return pieces;
    }

    private static int edge(int size, int piece, int count) {
        return (int) ((long) size * piece / count);
    }
}
