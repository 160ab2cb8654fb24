package dev.penstock.domain.log;

import dev.penstock.domain.inference.WellFormed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One condition on log entries. Several values are alternatives; {@code NEQ} asks that none of them holds. A null value
 * stands for "the entry says nothing about this".
 *
 * <p>Text is compared exactly, code point by code point. {@code CONTAINS} looks inside text and is {@code EQ} for anything
 * else. {@code LT} and {@code GT} never hold for null, nor for an entry without the field.
 */
public record LogFilter(LogField field, Operator operator, List<@Nullable Object> values)
        implements Predicate<LogEntry> {
    /** How a field is compared with the values. */
    public enum Operator {
        EQ,
        NEQ,
        CONTAINS,
        LT,
        GT
    }

    /**
     * @param values of the field's kind: {@code String}, {@code Double}, {@code Boolean} or, for a time, {@code Long} epoch
     *     milliseconds
     */
    public LogFilter(LogField field, Operator operator, List<@Nullable Object> values) {
        // Spelled out: of a compact constructor, the compiler forgets that the list's elements may be null.
        this.field = field;
        this.operator = operator;
        List<@Nullable Object> kept = new ArrayList<>(values);
        kept.replaceAll(value -> value instanceof String text ? WellFormed.text(text) : value);
        this.values = Collections.unmodifiableList(kept);
        for (Object value : values) {
            if (value != null && !typeOf(field.kind()).isInstance(value)) {
                throw new IllegalArgumentException(field + " is not compared with " + value.getClass());
            }
        }
    }

    private static Class<?> typeOf(LogField.Kind kind) {
        return switch (kind) {
            case TEXT -> String.class;
            case NUMBER -> Double.class;
            case FLAG -> Boolean.class;
            case TIME -> Long.class;
        };
    }

    @Override
    public boolean test(LogEntry entry) {
        List<Object> actual = field.valuesOf(entry);
        boolean any = values.stream().anyMatch(wanted -> holds(actual, wanted));
        return operator == Operator.NEQ ? !any : any;
    }

    private boolean holds(List<Object> actual, @Nullable Object wanted) {
        if (wanted == null) {
            return actual.isEmpty() && operator != Operator.LT && operator != Operator.GT;
        }
        return actual.stream().anyMatch(value -> switch (operator) {
            case EQ, NEQ -> value.equals(wanted);
            case CONTAINS -> value instanceof String text ? text.contains((String) wanted) : value.equals(wanted);
            case LT -> LogField.compare(value, wanted) < 0;
            case GT -> LogField.compare(value, wanted) > 0;
        });
    }
}
