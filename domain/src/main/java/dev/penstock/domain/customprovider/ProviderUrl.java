package dev.penstock.domain.customprovider;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * Where a custom provider is: scheme, host, perhaps port and path. Only its form is looked at here; whether such an address may
 * be called is decided when the name has become an address.
 */
public record ProviderUrl(String text) {
    static final int LONGEST = 2048;
    static final String FORM_WANTED =
            "Invalid url: write http:// or https://, a host and perhaps a path; no user, query or fragment";

    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");

    /** java.net.URI knows no host with an underscore, but container networks are full of them. */
    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9._-]+)(?::(\\d{1,5}))?");

    private static final Pattern NUMBER = Pattern.compile("(?:.*\\.)?(?:\\d+|0[xX][0-9a-fA-F]*)\\.?");
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern DOTTED = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");

    public ProviderUrl {
        if (!isValid(text)) {
            throw new IllegalArgumentException(FORM_WANTED);
        }
    }

    static boolean isValid(String text) {
        if (text.length() > LONGEST || !PRINTABLE.matcher(text).matches()) {
            return false;
        }
        try {
            URI uri = new URI(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            boolean plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            return web && plain && hasHost(uri);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean hasHost(URI uri) {
        String authority = uri.getRawAuthority();
        if (authority == null || authority.endsWith(":")) {
            return false;
        }
        if (uri.getHost() != null) {
            return isPort(uri.getPort()) && isPlain(uri.getHost());
        }
        var named = NAMED.matcher(authority);
        return named.matches()
                && isPlain(named.group(1))
                && isPort(named.group(2) == null ? -1 : Integer.parseInt(named.group(2)));
    }

    private static boolean isPort(int port) {
        return port == -1 || (port > 0 && port <= HIGHEST_PORT);
    }

    /** An IPv4 address has one spelling here: others ({@code 127.1}, {@code 0x7f000001}) are only used to hide it. */
    private static boolean isPlain(String host) {
        return !host.startsWith(".")
                && (!NUMBER.matcher(host).matches() || DOTTED.matcher(host).matches());
    }

    /** What every path goes below: without a slash at its end. */
    public String base() {
        int end = text.length();
        while (text.charAt(end - 1) == '/') {
            end--;
        }
        return text.substring(0, end);
    }

    /** Whether there is nothing but a host, so that the provider's API begins where it likes. */
    boolean isBare() {
        String base = base();
        return base.indexOf('/', base.indexOf("://") + 3) < 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
