package dev.penstock.domain.inference;

import java.util.Arrays;

/** A fixed set of header names, asked without regard to case. Made for the hot path: most names are told apart by their length. */
public final class HeaderNames {
    private final String[][] byLength;

    private HeaderNames(String... names) {
        int longest = Arrays.stream(names).mapToInt(String::length).max().orElse(0);
        byLength = new String[longest + 1][];
        for (int length = 0; length <= longest; length++) {
            int wanted = length;
            byLength[length] =
                    Arrays.stream(names).filter(name -> name.length() == wanted).toArray(String[]::new);
        }
    }

    public static HeaderNames of(String... names) {
        return new HeaderNames(names);
    }

    public boolean contain(String name) {
        if (name.length() >= byLength.length) {
            return false;
        }
        for (String candidate : byLength[name.length()]) {
            if (candidate.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
