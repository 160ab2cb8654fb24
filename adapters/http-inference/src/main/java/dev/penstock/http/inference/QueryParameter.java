package dev.penstock.http.inference;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads one parameter of a query. */
final class QueryParameter {
    private QueryParameter() {}

    /** Null when it is not there, empty, or not readable. */
    static @Nullable String in(@Nullable String query, String name) {
        if (query == null) {
            return null;
        }
        for (String parameter : query.split("&", -1)) {
            if (parameter.startsWith(name) && parameter.startsWith("=", name.length())) {
                return decoded(parameter.substring(name.length() + 1));
            }
        }
        return null;
    }

    private static @Nullable String decoded(String value) {
        try {
            String text = URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
            return text.isEmpty() ? null : text;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
