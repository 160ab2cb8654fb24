package dev.penstock.domain.route;

import java.util.Optional;
import java.util.UUID;

/** Names one version of a route. */
public record VersionId(UUID value) {
    /** Reads an id that came from outside; empty when there can be none of this name. */
    public static Optional<VersionId> parse(String text) {
        return UuidText.parse(text).map(VersionId::new);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
