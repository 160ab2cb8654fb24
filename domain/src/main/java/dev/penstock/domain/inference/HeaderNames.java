package dev.penstock.domain.inference;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A fixed set of header names, asked without regard to case. Made for the hot path: most names are told apart by their
 * length.
 */
public final class HeaderNames {
    private final List<List<String>> byLength;

    private HeaderNames(String... names) {
        int longest = Arrays.stream(names).mapToInt(String::length).max().orElse(0);
        byLength = IntStream.rangeClosed(0, longest)
                .mapToObj(length -> Arrays.stream(names)
                        .filter(name -> name.length() == length)
                        .toList())
                .toList();
    }

    public static HeaderNames of(String... names) {
        return new HeaderNames(names);
    }

    public boolean contain(String name) {
        if (name.length() >= byLength.size()) {
            return false;
        }
        List<String> candidates = byLength.get(name.length());
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.get(i).equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
