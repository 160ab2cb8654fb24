package dev.penstock.domain.dataset;

import java.util.Optional;
import java.util.UUID;

/** Names one dataset: a UUID, written in lower case. */
public record DatasetId(UUID value) {
    /** Reads an id that came from outside; empty when no dataset can have such a name. */
    public static Optional<DatasetId> parse(String text) {
        try {
            return Optional.of(new DatasetId(UUID.fromString(text)))
                    .filter(id -> id.toString().equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
