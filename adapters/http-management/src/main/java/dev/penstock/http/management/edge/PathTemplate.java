package dev.penstock.http.management.edge;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A path with {@code {names}} for whole segments. */
final class PathTemplate {
    private final List<String> segments;

    PathTemplate(String path) {
        segments = segments(path);
    }

    /** The named segments, each decoded once; null when the path is another one. */
    @Nullable
    Map<String, String> match(String rawPath) {
        List<String> actual = segments(rawPath);
        if (actual.size() != segments.size()) {
            return null;
        }
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String wanted = segments.get(i);
            String decoded = decode(actual.get(i));
            if (decoded == null || (decoded.isEmpty() && i > 0)) {
                return null;
            }
            if (wanted.startsWith("{")) {
                named.put(wanted.substring(1, wanted.length() - 1), decoded);
            } else if (!wanted.equals(decoded)) {
                return null;
            }
        }
        return named;
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    private static @Nullable String decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        try {
            // A plus sign means itself in a path.
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
