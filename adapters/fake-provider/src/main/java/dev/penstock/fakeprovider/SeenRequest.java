package dev.penstock.fakeprovider;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it reached the fake provider; a WebSocket by its handshake.
 *
 * @param path without the query, as sent
 * @param query without its question mark, empty for none
 * @param headers by lower-case name
 * @param arrivedAt when its head was there
 * @param bodySize bytes received, which is fewer than were announced if the caller left early
 * @param bodyStart the first 16 KiB of the body of a model request, as UTF-8; empty for other endpoints
 */
public record SeenRequest(
        String method,
        String path,
        String query,
        Map<String, List<String>> headers,
        long bodySize,
        String bodyStart,
        Instant arrivedAt) {
    public SeenRequest {
        headers = Map.copyOf(headers);
    }

    static SeenRequest of(
            String method,
            String path,
            String query,
            MultiMap headers,
            long bodySize,
            String bodyStart,
            Instant arrivedAt) {
        Map<String, List<String>> byName = new HashMap<>();
        headers.forEach((name, value) -> byName.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>(1))
                .add(value));
        return new SeenRequest(method, path, query, byName, bodySize, bodyStart, arrivedAt);
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }
}
