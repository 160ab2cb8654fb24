package dev.penstock.domain.route;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JSON in plain types: {@code Map}, {@code List}, {@code String}, {@code BigDecimal}, {@code Boolean} and null. */
final class PlainJson {
    /** JavaScript knows no larger numbers, and writing out an exponent of billions would take all memory. */
    private static final int LARGEST_EXPONENT = 308;

    private PlainJson() {}

    /** A copy that cannot change, with every number in the one spelling that {@link #number} gives it. */
    static @Nullable Object copy(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, member) -> copy.put(String.valueOf(key), copy(member)));
                yield Collections.unmodifiableMap(copy);
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>(list.size());
                list.forEach(item -> copy.add(copy(item)));
                yield Collections.unmodifiableList(copy);
            }
            case Number number -> number(number);
            case null, default -> value;
        };
    }

    /** A number without exponent, so that it is the same after it was written and read. */
    static BigDecimal number(Number number) {
        BigDecimal exact = exact(number);
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    /** Whether a number is one that JSON's readers know. */
    static boolean isFinite(Number number) {
        if (number instanceof Double || number instanceof Float) {
            return Double.isFinite(number.doubleValue());
        }
        BigDecimal exact = exact(number);
        return Math.abs((long) exact.precision() - exact.scale() - 1) <= LARGEST_EXPONENT;
    }

    private static BigDecimal exact(Number number) {
        return switch (number) {
            case BigDecimal decimal -> decimal;
            case BigInteger integer -> new BigDecimal(integer);
            default -> new BigDecimal(number.toString());
        };
    }

    /** As violations call the type of a value. */
    static String typeOf(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> map -> "object";
            case List<?> list -> "array";
            case Boolean flag -> "boolean";
            case Number number -> "number";
            default -> "string";
        };
    }

    /** A value as one text; equal values have the same. Lists and objects are written out like JSON, without escapes. */
    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case BigDecimal number -> text(number);
            default -> String.valueOf(value);
        };
    }

    /** A caller may send an exponent of billions; to write that out would take all memory. */
    private static String text(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return isFinite(shortest) ? shortest.toPlainString() : shortest.toString();
    }

    /** Whether two values mean the same: numbers by value, everything else by form. */
    static boolean same(@Nullable Object left, @Nullable Object right) {
        if (left instanceof BigDecimal number && right instanceof BigDecimal other) {
            return number.compareTo(other) == 0;
        }
        if (left instanceof List<?> list && right instanceof List<?> other) {
            return sameItems(list, other);
        }
        if (left instanceof Map<?, ?> map && right instanceof Map<?, ?> other) {
            return map.keySet().equals(other.keySet())
                    && map.entrySet().stream().allMatch(member -> same(member.getValue(), other.get(member.getKey())));
        }
        return Objects.equals(left, right);
    }

    private static boolean sameItems(List<?> list, List<?> other) {
        if (list.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < list.size(); i++) {
            if (!same(list.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }
}
