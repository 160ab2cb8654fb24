package dev.penstock.domain.provider;

import org.jspecify.annotations.Nullable;

/**
 * A provider's address for one request.
 *
 * @param base scheme, host, port and leading path, without a slash at its end
 * @param path what follows, with its leading slash and without a query
 * @param foreign whether the address came in by the API and not from the operator or the catalogue: then it must not lead into
 *     the operator's own network
 * @param movedFrom the base that the catalogue would have made of the path's names, where an operator moved the provider away
 *     from it: it still says which service and region are meant. Null everywhere else
 */
public record Upstream(
        String base, String path, boolean foreign, @Nullable String movedFrom) {
    public Upstream {
        if (base.endsWith("/") || !path.startsWith("/")) {
            throw new IllegalArgumentException("not an upstream address: " + base + " " + path);
        }
    }

    /** An address that is trusted. */
    public Upstream(String base, String path) {
        this(base, path, false, null);
    }

    /** An address that is not. */
    public static Upstream foreign(String base, String path) {
        return new Upstream(base, path, true, null);
    }
}
