package dev.penstock.domain.route;

import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question about a request, read once from the filter that a person wrote (data plane routing, section 2.1). Numbers
 * compare by value, text by code point, and nothing is turned into another type. Of a field that is not there, only {@code
 * Not} of something can hold.
 */
public sealed interface Condition {
    /** Without parts it holds always, which is what no condition at all means. */
    record All(List<Condition> parts) implements Condition {
        public All {
            parts = List.copyOf(parts);
        }
    }

    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    record Not(Condition part) implements Condition {}

    record Exists(FieldPath field) implements Condition {}

    record Equal(FieldPath field, @Nullable Object value) implements Condition {}

    record OneOf(FieldPath field, List<@Nullable Object> values) implements Condition {
        public OneOf(FieldPath field, List<@Nullable Object> values) {
            // Spelled out: of a compact constructor, the compiler forgets that the list's elements may be null.
            this.field = field;
            this.values = Collections.unmodifiableList(new ArrayList<>(values));
        }
    }

    /** The bound is a {@code BigDecimal} or a {@code String}; values of other types never hold. */
    record Ordered(FieldPath field, Order order, Object bound) implements Condition {}

    /** Whether the pattern is found anywhere in a text. */
    record Matches(FieldPath field, TextPattern pattern) implements Condition {}

    /** On which side of the bound a value must stand. */
    enum Order {
        GT,
        GTE,
        LT,
        LTE;

        boolean holds(int comparison) {
            return switch (this) {
                case GT -> comparison > 0;
                case GTE -> comparison >= 0;
                case LT -> comparison < 0;
                case LTE -> comparison <= 0;
            };
        }
    }

    /** The condition of a kept element. */
    static Condition of(ElementDraft.Properties.Conditions kept) {
        return ConditionReader.read(kept.tree(), Path.root(), new Violations())
                .orElseThrow(() -> new IllegalArgumentException("no kept condition"));
    }

    default boolean test(Facts facts, TextPattern.Search search) {
        return switch (this) {
            case All(List<Condition> parts) -> parts.stream().allMatch(part -> part.test(facts, search));
            case Any(List<Condition> parts) -> parts.stream().anyMatch(part -> part.test(facts, search));
            case Not(Condition part) -> !part.test(facts, search);
            case Exists(FieldPath field) -> facts.at(field).there();
            case Equal(FieldPath field, Object value) -> is(facts.at(field), value);
            case OneOf(FieldPath field, List<@Nullable Object> values) -> {
                Facts.Found found = facts.at(field);
                yield values.stream().anyMatch(value -> is(found, value));
            }
            case Ordered(FieldPath field, Order order, Object bound) ->
                ordered(facts.at(field).value(), order, bound);
            case Matches(FieldPath field, TextPattern pattern) ->
                facts.at(field).value() instanceof String text && search.finds(pattern, text);
        };
    }

    private static boolean is(Facts.Found found, @Nullable Object value) {
        return found.there() && PlainJson.same(found.value(), value);
    }

    private static boolean ordered(@Nullable Object value, Order order, Object bound) {
        if (value instanceof BigDecimal number && bound instanceof BigDecimal other) {
            return order.holds(number.compareTo(other));
        }
        return value instanceof String text && bound instanceof String other && order.holds(compare(text, other));
    }

    private static int compare(String text, String other) {
        return Arrays.compareUnsigned(text.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
