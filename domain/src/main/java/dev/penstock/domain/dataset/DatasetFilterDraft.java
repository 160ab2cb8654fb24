package dev.penstock.domain.dataset;

import dev.penstock.domain.log.LogFilter;
import dev.penstock.domain.log.LogFilterDraft;
import dev.penstock.domain.validation.Label;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A dataset's filter as a person sends it. Values are {@code String}, {@code BigDecimal} or {@code Boolean}. */
public record DatasetFilterDraft(
        @Nullable String key,
        @Nullable String operator,
        @Nullable List<@Nullable Object> value) {
    private static final int MOST_VALUES = 50;
    private static final int LONGEST_TEXT = 256;
    /** As numbers are bounded where they are read from the wire: arithmetic on an exponent of billions would take all memory. */
    private static final int LARGEST_EXPONENT = 308;

    /** The operators of the contract. */
    private enum Operator {
        EQ,
        CONTAINS,
        LT,
        GT
    }

    /** The filter, or empty once everything wrong with it has been noted. */
    Optional<DatasetFilter> check(Path path, Violations violations) {
        boolean knownKey = checkKey(path.key("key"), violations);
        Optional<String> compare = violations
                .required(path.key("operator"), operator)
                .flatMap(name -> violations.oneOf(path.key("operator"), name, Operator.class, Violations.Case.LOWER))
                .map(Violations.Case.LOWER::of);
        List<@Nullable Object> readable = checkValues(path.key("value"), violations);
        if (!knownKey || readable == null) {
            return Optional.empty();
        }
        // With any operator where the sent one is wrong, so that the values are looked at all the same.
        Optional<LogFilter> meaning = new LogFilterDraft(key, compare.orElse("eq"), readable).check(path, violations);
        List<Object> sent = readable.stream().flatMap(Stream::ofNullable).toList();
        return compare.isEmpty() || sent.size() < readable.size()
                ? Optional.empty()
                : meaning.map(filter -> new DatasetFilter(filter, sent));
    }

    private boolean checkKey(Path path, Violations violations) {
        if (violations.required(path, key).isEmpty()) {
            return false;
        }
        boolean known = Arrays.stream(DatasetField.values())
                .anyMatch(field -> field.wireName().equals(key));
        if (!known) {
            String expected = Arrays.stream(DatasetField.values())
                    .map(field -> "'" + field.wireName() + "'")
                    .collect(Collectors.joining(" | "));
            violations.add(path, "Invalid enum value. Expected %s, received '%s'".formatted(expected, key));
        }
        return known;
    }

    /** The values, with null in place of each wrong one; null when there is nothing to look at. */
    private @Nullable List<@Nullable Object> checkValues(Path path, Violations violations) {
        if (value == null || value.size() > MOST_VALUES) {
            violations.required(path, value);
            violations.atMost(path, value, MOST_VALUES);
            return null;
        }
        List<@Nullable Object> readable = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            Object one = value.get(i);
            String wrong = wrongWith(one);
            if (wrong != null) {
                violations.add(path.index(i), wrong);
            }
            readable.add(wrong == null ? plain(one) : null);
        }
        return readable;
    }

    /** A number is the same however many powers of ten it was written with. */
    private static @Nullable Object plain(@Nullable Object value) {
        return value instanceof BigDecimal number && number.scale() < 0 ? number.setScale(0) : value;
    }

    private static @Nullable String wrongWith(@Nullable Object value) {
        return switch (value) {
            case String text
            when text.length() > LONGEST_TEXT -> "String must contain at most %d character(s)".formatted(LONGEST_TEXT);
            case String text when !Label.isWhole(text) -> "Invalid";
            case BigDecimal number when exponent(number) > LARGEST_EXPONENT -> "Number must be finite";
            case String text -> null;
            case BigDecimal number -> null;
            case Boolean flag -> null;
            case null, default -> "Invalid input";
        };
    }

    private static long exponent(BigDecimal number) {
        return Math.abs((long) number.precision() - number.scale() - 1);
    }
}
