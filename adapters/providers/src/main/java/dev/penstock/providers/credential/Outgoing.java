package dev.penstock.providers.credential;

import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.provider.Provider;
import org.jspecify.annotations.Nullable;

/**
 * A call as it will stand on the wire, before it is authenticated.
 *
 * @param authority what its {@code Host} header will hold: the host, and the port unless it goes without saying
 * @param home the authority of the host that the catalogue has for it: another one where an operator has moved the provider
 * @param path the whole raw path, with its leading slash
 * @param query the raw query without its question mark; null for none
 */
public record Outgoing(
        Provider provider,
        String method,
        String authority,
        String home,
        String path,
        @Nullable String query,
        Headers headers,
        Body body) {
    /** What it has in place of its own headers and query once it is authenticated. */
    public record Authorized(Headers headers, @Nullable String query) {}

    Authorized unchanged() {
        return new Authorized(headers, query);
    }
}
