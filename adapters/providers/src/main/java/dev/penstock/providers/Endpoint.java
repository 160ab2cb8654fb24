package dev.penstock.providers;

import java.net.URI;
import java.util.Locale;

/** Where a base URL leads: the connection's end, and the path that stands before every other. */
record Endpoint(String host, int port, boolean tls, String pathPrefix) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    static Endpoint of(String base) {
        URI uri = URI.create(base);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException("not an http or https base URL: " + base);
        }
        boolean tls = scheme.equals("https");
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? HTTPS : HTTP;
        return new Endpoint(bare(uri.getHost()), port, tls, uri.getRawPath() == null ? "" : uri.getRawPath());
    }

    /** A literal IPv6 address stands in brackets in a URL, and nowhere else. */
    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
