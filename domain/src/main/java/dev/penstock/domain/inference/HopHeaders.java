package dev.penstock.domain.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which header lines belong to the way between caller and gateway and stay there (data plane, section 1, hop hygiene):
 * the gateway's own, those of the connection, and those of a proxy that stands before the gateway.
 */
public final class HopHeaders {
    /** A WebSocket's protocols may hold the gateway's own token. */
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
            "expect",
            "sec-websocket-key",
            "sec-websocket-version",
            "sec-websocket-extensions",
            "sec-websocket-protocol");

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
    private static final String COOKIE = "cookie";
    private static final String ACCESS_COOKIE = "CF_Authorization=";

    private HopHeaders() {}

    /** What a provider may see of a caller's headers. */
    public static Headers forProvider(Headers sent) {
        Set<String> named = namedByConnection(sent);
        return withoutAccessCookie(sent)
                .without(line -> isOfTheConnection(line.name())
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

    /** The access proxy's token comes as a cookie too; it opens doors that are none of the provider's business. */
    private static Headers withoutAccessCookie(Headers sent) {
        if (sent.get(COOKIE) == null) {
            return sent;
        }
        List<Header> kept = new ArrayList<>();
        for (Header line : sent) {
            boolean concerned = line.isNamed(COOKIE) && line.value().contains(ACCESS_COOKIE);
            String others = concerned ? otherCookies(line.value()) : line.value();
            if (!concerned || !others.isEmpty()) {
                kept.add(new Header(line.name(), others));
            }
        }
        return new Headers(kept);
    }

    private static String otherCookies(String cookies) {
        return Arrays.stream(cookies.split(";", -1))
                .map(String::strip)
                .filter(cookie -> !cookie.startsWith(ACCESS_COOKIE))
                .collect(Collectors.joining("; "));
    }

    /** Connection headers may name further headers that end at this hop (RFC 9110, section 7.6.1). */
    private static Set<String> namedByConnection(Headers headers) {
        Set<String> names = Set.of();
        for (Header line : headers) {
            if (line.isNamed("connection") && !isPlain(line.value())) {
                names = names.isEmpty() ? new HashSet<>() : names;
                for (String name : line.value().split(",", -1)) {
                    names.add(name.strip().toLowerCase(Locale.ROOT));
                }
            }
        }
        return names;
    }

    private static boolean isPlain(String connection) {
        return connection.equalsIgnoreCase("keep-alive") || connection.equalsIgnoreCase("close");
    }
}
