package dev.penstock.domain.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider looks for its key.
 *
 * @param header the header it names in its documentation
 * @param format the header's value, with {@code {key}} in the key's place
 * @param otherHeaders further headers in which callers send a key to it
 * @param query a query parameter that may hold the key; null where there is none
 */
public record ProviderAuth(
        String header,
        String format,
        List<String> otherHeaders,
        @Nullable String query) {
    public ProviderAuth {
        otherHeaders = List.copyOf(otherHeaders);
    }
}
