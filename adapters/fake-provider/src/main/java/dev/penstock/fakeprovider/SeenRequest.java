package dev.penstock.fakeprovider;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it reached the fake provider.
 *
 * @param path without the query, as sent
 * @param query without its question mark, empty for none
 * @param headers by lower-case name
 * @param bodySize bytes received, which is fewer than were announced if the caller left early
 * @param bodyStart the first 16 KiB of the body of a model request, as UTF-8; empty for other endpoints
 */
public record SeenRequest(
        String method, String path, String query, Map<String, List<String>> headers, long bodySize, String bodyStart) {
    public SeenRequest {
        headers = Map.copyOf(headers);
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }
}
