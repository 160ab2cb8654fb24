package dev.penstock.domain.log;

import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A filter as a person sends it. Values are {@code String}, {@code BigDecimal}, {@code Boolean} or null; text that reads as
 * a value of the field's kind is taken as one, because a query string knows nothing but text.
 */
public record LogFilterDraft(
        @Nullable String key,
        @Nullable String operator,
        @Nullable List<@Nullable Object> value) {
    private static final Pattern EPOCH_MILLIS = Pattern.compile("-?\\d{1,18}");

    /** The filter, or empty once everything wrong with it has been noted. */
    public Optional<LogFilter> check(Path path, Violations violations) {
        LogField field = field(path.key("key"), violations);
        LogFilter.Operator compare = violations
                .required(path.key("operator"), operator)
                .flatMap(name ->
                        violations.oneOf(path.key("operator"), name, LogFilter.Operator.class, Violations.Case.LOWER))
                .orElse(null);
        List<@Nullable Object> sent =
                violations.required(path.key("value"), value).orElse(null);
        if (field == null || sent == null) {
            return Optional.empty();
        }
        List<@Nullable Object> typed = new ArrayList<>();
        boolean readable = true;
        for (int i = 0; i < sent.size(); i++) {
            Object wanted = sent.get(i);
            Object read = wanted == null ? null : read(field.kind(), wanted);
            if (wanted != null && read == null) {
                violations.add(path.key("value").index(i), "Expected " + expected(field.kind()));
                readable = false;
            }
            typed.add(read);
        }
        return readable && compare != null ? Optional.of(new LogFilter(field, compare, typed)) : Optional.empty();
    }

    private @Nullable LogField field(Path path, Violations violations) {
        if (violations.required(path, key).isEmpty() || key == null) {
            return null;
        }
        LogField field = LogField.named(key).orElse(null);
        if (field == null) {
            String known = Arrays.stream(LogField.values())
                    .map(candidate -> "'" + candidate.wireName() + "'")
                    .collect(Collectors.joining(" | "));
            violations.add(path, "Invalid enum value. Expected %s, received '%s'".formatted(known, key));
        }
        return field;
    }

    private static @Nullable Object read(LogField.Kind kind, Object sent) {
        return switch (kind) {
            case TEXT -> sent.toString();
            case NUMBER -> number(sent);
            case FLAG -> flag(sent);
            case TIME -> time(sent);
        };
    }

    private static @Nullable Double number(Object sent) {
        try {
            return sent instanceof Boolean ? null : new BigDecimal(sent.toString()).doubleValue();
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Boolean flag(Object sent) {
        return switch (sent.toString()) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> null;
        };
    }

    /** A date-time with an offset, or epoch milliseconds, which in a query string are text as well. */
    private static @Nullable Long time(Object sent) {
        if (sent instanceof BigDecimal millis) {
            return millis.longValue();
        }
        String text = sent.toString();
        try {
            return EPOCH_MILLIS.matcher(text).matches()
                    ? Long.parseLong(text)
                    : OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private static String expected(LogField.Kind kind) {
        return switch (kind) {
            case TEXT -> "string";
            case NUMBER -> "number";
            case FLAG -> "boolean";
            case TIME -> "date-time";
        };
    }
}
