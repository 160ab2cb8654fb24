package dev.penstock.providers;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a base URL leads: the connection's end, and the path that stands before every other. */
record Endpoint(String host, int port, boolean tls, String pathPrefix) {
    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9._-]+)(?::(\\d{1,5}))?");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    static Endpoint of(String base) {
        URI uri = URI.create(base);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        Matcher named = NAMED.matcher(uri.getRawAuthority() == null ? "" : uri.getRawAuthority());
        // java.net.URI knows no host with an underscore, but container networks are full of them.
        boolean underscored = uri.getHost() == null && named.matches();
        if ((uri.getHost() == null && !underscored) || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException("not an http or https base URL: " + base);
        }
        boolean tls = scheme.equals("https");
        String host = underscored ? named.group(1) : bare(uri.getHost());
        int wanted = underscored && named.group(2) != null ? Integer.parseInt(named.group(2)) : uri.getPort();
        int port = wanted >= 0 ? wanted : tls ? HTTPS : HTTP;
        return new Endpoint(host, port, tls, uri.getRawPath() == null ? "" : uri.getRawPath());
    }

    /** What the {@code Host} header of a request to it holds. */
    String authority() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return port == (tls ? HTTPS : HTTP) ? name : name + ":" + port;
    }

    /** A literal IPv6 address stands in brackets in a URL, and nowhere else. */
    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
