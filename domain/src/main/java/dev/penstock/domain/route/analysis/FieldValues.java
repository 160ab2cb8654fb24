package dev.penstock.domain.route.analysis;

import dev.penstock.domain.route.Facts;
import dev.penstock.domain.route.FieldPath;
import dev.penstock.domain.validation.Label;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Whether a field can have a value, or none, that meets all demands. The values that the demands name cut numbers and texts into
 * ranges; within a range all values are alike to them, so that one of each is enough to try.
 *
 * @param left how many comparisons are left; once there are none, everything is possible
 */
record FieldValues(FieldPath field, List<Demand> demands, List<@Nullable Object> named, AtomicInteger left) {
    private static final Comparator<String> BY_CODE_POINT = (text, other) ->
            Arrays.compareUnsigned(text.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    static boolean exist(FieldPath field, List<Demand> demands, AtomicInteger left) {
        List<@Nullable Object> named = new ArrayList<>();
        demands.forEach(demand -> named.addAll(demand.constants()));
        return new FieldValues(field, demands, named, left).exist();
    }

    private boolean exist() {
        return allow(Facts.Found.NOTHING)
                || switch (field) {
                    case FieldPath.InHeaders header -> texts();
                    case FieldPath.InMetadata metadata -> texts() || numbers() || flags();
                    case FieldPath.InBody body -> anything();
                    case FieldPath.Anywhere anywhere -> anything();
                };
    }

    private boolean anything() {
        // Stands for all lists and objects that no demand names.
        Object other = new Object();
        return texts()
                || numbers()
                || flags()
                || allowValue(null)
                || allowValue(other)
                || named.stream().anyMatch(this::allowValue);
    }

    private boolean flags() {
        return allowValue(true) || allowValue(false);
    }

    private boolean numbers() {
        TreeSet<BigDecimal> bounds = new TreeSet<>();
        named.stream()
                .filter(BigDecimal.class::isInstance)
                .map(BigDecimal.class::cast)
                .forEach(bounds::add);
        List<BigDecimal> tried = new ArrayList<>(bounds);
        BigDecimal before = null;
        for (BigDecimal bound : bounds) {
            tried.add(
                    before == null
                            ? bound.subtract(BigDecimal.ONE)
                            : before.add(bound).divide(TWO));
            before = bound;
        }
        tried.add(before == null ? BigDecimal.ZERO : before.add(BigDecimal.ONE));
        return tried.stream().anyMatch(this::allowValue);
    }

    private boolean texts() {
        TreeSet<String> bounds = new TreeSet<>(BY_CODE_POINT);
        named.stream().filter(String.class::isInstance).map(String.class::cast).forEach(bounds::add);
        if (bounds.stream().anyMatch(FieldValues::isLikeOthers)) {
            return demands.stream().allMatch(Demand::allowsSomeText);
        }
        List<String> tried = new ArrayList<>(bounds);
        tried.add("");
        // The least of the texts above a bound; where it is the next bound, nothing is between.
        bounds.forEach(bound -> tried.add(bound + "\0"));
        return tried.stream().anyMatch(this::allowValue);
    }

    /** Half characters are put in order as question marks are: there, texts that differ can stand at one place. */
    private static boolean isLikeOthers(String text) {
        return text.indexOf('?') >= 0 || !Label.isWhole(text);
    }

    private boolean allowValue(@Nullable Object value) {
        return allow(Facts.Found.of(value));
    }

    private boolean allow(Facts.Found found) {
        return left.addAndGet(-named.size() - demands.size()) < 0
                || demands.stream().allMatch(demand -> demand.allows(found));
    }
}
