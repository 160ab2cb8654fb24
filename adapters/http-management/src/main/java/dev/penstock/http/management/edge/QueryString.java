package dev.penstock.http.management.edge;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The decoded pairs of a query in the order they were sent. Some inputs carry meaning in that order. */
public record QueryString(List<Pair> pairs) {
    public static final QueryString EMPTY = new QueryString(List.of());

    public QueryString {
        pairs = List.copyOf(pairs);
    }

    /** One name with its value; a name without an equals sign has an empty value. */
    public record Pair(String name, String value) {}

    /**
     * Reads what follows the question mark.
     *
     * @throws IllegalArgumentException when a percent sign is not followed by two hexadecimal digits
     */
    public static QueryString parse(String raw) {
        List<Pair> pairs = new ArrayList<>();
        for (String part : raw.split("&", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                pairs.add(
                        equals < 0
                                ? new Pair(decode(part), "")
                                : new Pair(decode(part.substring(0, equals)), decode(part.substring(equals + 1))));
            }
        }
        return new QueryString(pairs);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The last value under this name. */
    public Optional<String> value(String name) {
        return pairs.stream()
                .filter(pair -> pair.name.equals(name))
                .map(Pair::value)
                .reduce((first, second) -> second);
    }
}
