package dev.penstock.domain.route;

import java.util.Optional;
import java.util.UUID;

/** Names a route within its gateway. */
public record RouteId(UUID value) {
    /** Reads an id that came from outside; empty when there can be none of this name. */
    public static Optional<RouteId> parse(String text) {
        return UuidText.parse(text).map(RouteId::new);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
