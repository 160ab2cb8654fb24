package dev.penstock.domain.validation;

import java.util.List;

/** The outcome of checking an input: the value, or everything that is wrong with it. */
public sealed interface Validated<T> {
    record Valid<T>(T value) implements Validated<T> {}

    record Invalid<T>(List<Violation> violations) implements Validated<T> {
        public Invalid {
            violations = List.copyOf(violations);
            if (violations.isEmpty()) {
                throw new IllegalArgumentException("an invalid input has at least one violation");
            }
        }
    }
}
