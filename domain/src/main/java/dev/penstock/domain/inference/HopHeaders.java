package dev.penstock.domain.inference;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Which header lines belong to the way between caller and gateway and stay there (data plane, section 1, hop hygiene):
 * the gateway's own, those of the connection, and those of a proxy that stands before the gateway.
 */
public final class HopHeaders {
    private static final HeaderNames OF_THE_CONNECTION = HeaderNames.of(
            "host",
            "content-length",
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect");
    private static final HeaderNames OF_A_PROXY_BEFORE_US = HeaderNames.of(
            "cf-connecting-ip",
            "cf-connecting-ipv6",
            "cf-ray",
            "cf-visitor",
            "cf-ipcountry",
            "cf-worker",
            "cf-ew-via",
            "cf-access-jwt-assertion",
            "cf-skip-cache",
            "cf-cache-ttl",
            "cdn-loop");
    private static final String OURS = "cf-aig-";
    private static final String OUR_ADDITIONS = "penstock-";

    private HopHeaders() {}

    /** What a provider may see of a caller's headers. */
    public static Headers forProvider(Headers sent) {
        Set<String> named = namedByConnection(sent);
        return sent.without(line -> isOfTheConnection(line.name())
                || OF_A_PROXY_BEFORE_US.contain(line.name())
                || startsWith(line.name(), OURS)
                || startsWith(line.name(), OUR_ADDITIONS)
                || (!named.isEmpty() && named.contains(line.name().toLowerCase(Locale.ROOT))));
    }

    /** What a caller may see of a provider's headers, apart from the length, which the edge sets itself. */
    public static Headers forCaller(Headers received) {
        Set<String> named = namedByConnection(received);
        return received.without(line -> isOfTheConnection(line.name())
                || startsWith(line.name(), OURS)
                || (!named.isEmpty() && named.contains(line.name().toLowerCase(Locale.ROOT))));
    }

    private static boolean isOfTheConnection(String name) {
        return OF_THE_CONNECTION.contain(name);
    }

    private static boolean startsWith(String name, String prefix) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /** A Connection header may name further headers that end at this hop (RFC 9110, section 7.6.1). */
    private static Set<String> namedByConnection(Headers headers) {
        String connection = headers.get("connection");
        if (connection == null || connection.equalsIgnoreCase("keep-alive") || connection.equalsIgnoreCase("close")) {
            return Set.of();
        }
        Set<String> names = new HashSet<>();
        for (String name : connection.split(",", -1)) {
            names.add(name.strip().toLowerCase(Locale.ROOT));
        }
        return names;
    }
}
