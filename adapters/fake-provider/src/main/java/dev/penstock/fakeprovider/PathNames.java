package dev.penstock.fakeprovider;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;

/** Names out of paths and queries, percent signs undone. */
final class PathNames {
    private PathNames() {}

    /** A plus sign stays what it is; so does a name whose percent signs make no sense. */
    static String decoded(String name) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return name;
        }
    }

    /** The value of a query's (or a form's) parameter, empty where it has none. */
    static String parameter(String query, String name) {
        for (String part : query.split("&", -1)) {
            if (part.startsWith(name + "=")) {
                return decoded(part.substring(name.length() + 1));
            }
        }
        return "";
    }
}
