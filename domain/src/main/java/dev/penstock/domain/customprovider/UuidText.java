package dev.penstock.domain.customprovider;

import java.util.Optional;
import java.util.UUID;

/** Reads UUIDs that came from outside. */
final class UuidText {
    private static final int LENGTH = 36;

    private UuidText() {}

    /** Empty when the text is not a UUID in its usual form; the JDK alone would take shortened groups too. */
    static Optional<UUID> parse(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text))
                    .filter(uuid -> uuid.toString().equalsIgnoreCase(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
