package dev.penstock.domain.provider;

/**
 * A provider's address for one request.
 *
 * @param base scheme, host, port and leading path, without a slash at its end
 * @param path what follows, with its leading slash and without a query
 */
public record Upstream(String base, String path) {
    public Upstream {
        if (base.endsWith("/") || !path.startsWith("/")) {
            throw new IllegalArgumentException("not an upstream address: " + base + " " + path);
        }
    }
}
