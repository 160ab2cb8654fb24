package dev.penstock.domain.evaluation;

import java.util.Optional;
import java.util.UUID;

/** Names one evaluation: a UUID, written in lower case. */
public record EvaluationId(UUID value) {
    /** Reads an id that came from outside; empty when no evaluation can have such a name. */
    public static Optional<EvaluationId> parse(String text) {
        try {
            return Optional.of(new EvaluationId(UUID.fromString(text)))
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
