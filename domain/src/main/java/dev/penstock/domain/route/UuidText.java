package dev.penstock.domain.route;

import java.util.Optional;
import java.util.UUID;

/** Reads ids that come from outside. */
final class UuidText {
    private static final int LENGTH = 36;

    private UuidText() {}

    /** Empty when nothing can have such a name. */
    static Optional<UUID> parse(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
