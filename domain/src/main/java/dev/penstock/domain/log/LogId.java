package dev.penstock.domain.log;

import dev.penstock.domain.inference.RequestId;
import java.util.Optional;
import java.util.UUID;

/** Names one log entry: a UUID, written in lower case. */
public record LogId(UUID value) {
    private static final int LENGTH = 36;

    /** The id of the entry about a request that one attempt answered. */
    public static LogId of(RequestId request) {
        return new LogId(request.value());
    }

    /** Reads an id that came from outside; empty when no entry can have such a name. */
    public static Optional<LogId> parse(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LogId(UUID.fromString(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
