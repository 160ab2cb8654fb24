package dev.penstock.fakeprovider;

import java.util.List;
import java.util.regex.Pattern;

/** Text as the fake model sees it: one word is one token. */
final class Words {
    private static final Pattern GAP = Pattern.compile("\\s+");

    private Words() {}

    static List<String> of(String text) {
        return text.isBlank() ? List.of() : List.of(GAP.split(text.strip(), -1));
    }

    static int count(String text) {
        int words = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            boolean letter = !Character.isWhitespace(text.charAt(i));
            words += letter && !inside ? 1 : 0;
            inside = letter;
        }
        return words;
    }
}
