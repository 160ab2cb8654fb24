package dev.penstock.domain.validation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is wrong with an input while it is being read, so that the person hears all of it at once. Its checks
 * answer the checked value, or empty once they have noted a violation. For one thread.
 */
public final class Violations {
    private static final String REQUIRED = "Required";

    private final List<Violation> found = new ArrayList<>();

    public void add(Path path, String message) {
        found.add(new Violation(path, message));
    }

    public List<Violation> all() {
        return List.copyOf(found);
    }

    /** The value if nothing was wrong; it is only built then. */
    public <T> Validated<T> unlessAny(Supplier<T> value) {
        return found.isEmpty() ? new Validated.Valid<>(value.get()) : new Validated.Invalid<>(found);
    }

    /** Notes a violation when the value is absent. */
    public <T> Optional<T> required(Path path, @Nullable T value) {
        if (value == null) {
            add(path, REQUIRED);
        }
        return Optional.ofNullable(value);
    }

    /** Checks a whole number's range, both ends included. An absent value passes: whether it may be absent is another question. */
    public Optional<Long> between(Path path, @Nullable Long value, long least, long most) {
        if (value == null) {
            return Optional.empty();
        }
        if (value < least) {
            add(path, "Number must be greater than or equal to " + least);
        } else if (value > most) {
            add(path, "Number must be less than or equal to " + most);
        }
        return Optional.of(value);
    }

    /** Checks that a number is greater than zero. */
    public void positive(Path path, @Nullable BigDecimal value) {
        if (value != null && value.signum() <= 0) {
            add(path, "Number must be greater than 0");
        }
    }

    /** Checks a text's length in characters, both ends included. */
    public Optional<String> length(Path path, @Nullable String value, int least, int most) {
        if (value == null) {
            return Optional.empty();
        }
        if (value.length() < least) {
            add(path, "String must contain at least %d character(s)".formatted(least));
        } else if (value.length() > most) {
            add(path, "String must contain at most %d character(s)".formatted(most));
        }
        return Optional.of(value);
    }

    /** Checks that a list is no longer than allowed. */
    public void atMost(Path path, @Nullable List<?> values, int most) {
        if (values != null && values.size() > most) {
            add(path, "Array must contain at most %d element(s)".formatted(most));
        }
    }

    /** Checks that a list is no shorter than allowed. */
    public void atLeast(Path path, @Nullable List<?> values, int least) {
        if (values != null && values.size() < least) {
            add(path, "Array must contain at least %d element(s)".formatted(least));
        }
    }

    /** Reads one of an enum's names, in the upper or lower case that the contract uses for it. */
    public <E extends Enum<E>> Optional<E> oneOf(Path path, @Nullable String value, Class<E> type, Case wireCase) {
        if (value == null) {
            return Optional.empty();
        }
        for (E constant : type.getEnumConstants()) {
            if (wireCase.of(constant).equals(value)) {
                return Optional.of(constant);
            }
        }
        String expected = Arrays.stream(type.getEnumConstants())
                .map(constant -> "'" + wireCase.of(constant) + "'")
                .collect(Collectors.joining(" | "));
        add(path, "Invalid enum value. Expected %s, received '%s'".formatted(expected, value));
        return Optional.empty();
    }

    /** How the contract spells the names of an enum. */
    public enum Case {
        UPPER,
        LOWER;

        public String of(Enum<?> constant) {
            return this == UPPER ? constant.name() : constant.name().toLowerCase(Locale.ROOT);
        }
    }
}
