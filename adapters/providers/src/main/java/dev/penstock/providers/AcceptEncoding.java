package dev.penstock.providers;

import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Narrows a caller's Accept-Encoding to what the gateway can read along in. A reply in any other encoding would have no
 * tokens and no cost in the log; the caller gets nothing that it did not accept.
 */
final class AcceptEncoding {
    private static final Set<String> READABLE = Set.of("gzip", "x-gzip", "deflate", "identity");

    private AcceptEncoding() {}

    static String narrow(String sent) {
        StringJoiner kept = new StringJoiner(", ");
        for (String coding : sent.split(",", -1)) {
            int parameters = coding.indexOf(';');
            String name = (parameters < 0 ? coding : coding.substring(0, parameters)).strip();
            if (READABLE.contains(name.toLowerCase(Locale.ROOT))) {
                kept.add(coding.strip());
            }
        }
        return kept.length() == 0 ? "identity" : kept.toString();
    }
}
