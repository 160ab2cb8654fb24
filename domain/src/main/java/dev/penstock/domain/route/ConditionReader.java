package dev.penstock.domain.route;

import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the filter of a conditional (data plane routing, section 2.1): paths and the operators on them, and operators that
 * join filters. Notes everything that is wrong with it; what it answers then is of no use.
 */
final class ConditionReader {
    private static final Condition ALWAYS = new Condition.All(List.of());

    private final Violations violations;

    private ConditionReader(Violations violations) {
        this.violations = violations;
    }

    /** Empty once anything wrong has been noted. */
    static Optional<Condition> read(@Nullable Object tree, Path at, Violations violations) {
        String tooBig = TreeBounds.problem(tree);
        if (!tooBig.isEmpty()) {
            violations.add(at, tooBig);
            return Optional.empty();
        }
        int before = violations.all().size();
        Condition condition = tree == null ? ALWAYS : new ConditionReader(violations).filter(PlainJson.copy(tree), at);
        return violations.all().size() == before ? Optional.of(condition) : Optional.empty();
    }

    private Condition filter(@Nullable Object tree, Path at) {
        if (!(tree instanceof Map<?, ?> members)) {
            return wrong(at, "Expected object, received " + PlainJson.typeOf(tree));
        }
        List<Condition> parts = new ArrayList<>();
        members.forEach((key, value) -> parts.add(member((String) key, value, at.key((String) key))));
        return parts.size() == 1 ? parts.get(0) : new Condition.All(parts);
    }

    private Condition member(String key, @Nullable Object value, Path at) {
        return switch (key) {
            case "$and" -> new Condition.All(filters(value, at));
            case "$or" -> new Condition.Any(filters(value, at));
            case "$nor" -> new Condition.Not(new Condition.Any(filters(value, at)));
            case "$not" -> new Condition.Not(filter(value, at));
            default ->
                key.startsWith("$")
                        ? unknownOperator(key, at)
                        : FieldPath.read(key, at, violations)
                                .map(field -> field(field, value, at))
                                .orElse(ALWAYS);
        };
    }

    private List<Condition> filters(@Nullable Object value, Path at) {
        List<?> items = list(value, at);
        if (value instanceof List<?> && items.isEmpty()) {
            violations.add(at, "Array must contain at least 1 element(s)");
        }
        List<Condition> filters = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            filters.add(filter(items.get(i), at.index(i)));
        }
        return filters;
    }

    /** Operators on one field, or a plain value, which the field must equal. */
    private Condition field(FieldPath field, @Nullable Object value, Path at) {
        if (!(value instanceof Map<?, ?> members) || members.keySet().stream().noneMatch(ConditionReader::isOperator)) {
            return new Condition.Equal(field, value);
        }
        List<Condition> parts = new ArrayList<>();
        members.forEach((key, operand) -> parts.add(operator(field, (String) key, operand, at.key((String) key))));
        return parts.size() == 1 ? parts.get(0) : new Condition.All(parts);
    }

    private static boolean isOperator(Object key) {
        return ((String) key).startsWith("$");
    }

    private Condition operator(FieldPath field, String operator, @Nullable Object operand, Path at) {
        return switch (operator) {
            case "$eq" -> new Condition.Equal(field, operand);
            case "$ne" -> new Condition.Not(new Condition.Equal(field, operand));
            case "$in" -> oneOf(field, operand, at);
            case "$nin" -> new Condition.Not(oneOf(field, operand, at));
            case "$gt" -> ordered(field, Condition.Order.GT, operand, at);
            case "$gte" -> ordered(field, Condition.Order.GTE, operand, at);
            case "$lt" -> ordered(field, Condition.Order.LT, operand, at);
            case "$lte" -> ordered(field, Condition.Order.LTE, operand, at);
            case "$exists" -> exists(field, operand, at);
            case "$regex" -> matches(field, operand, at);
            case "$not" -> new Condition.Not(negated(field, operand, at));
            default -> unknownOperator(operator, at);
        };
    }

    private Condition oneOf(FieldPath field, @Nullable Object operand, Path at) {
        List<@Nullable Object> values = new ArrayList<>(list(operand, at));
        return new Condition.OneOf(field, values);
    }

    private Condition ordered(FieldPath field, Condition.Order order, @Nullable Object operand, Path at) {
        return operand instanceof Number || operand instanceof String
                ? new Condition.Ordered(field, order, Objects.requireNonNull(operand))
                : wrong(at, "Expected number or string, received " + PlainJson.typeOf(operand));
    }

    private Condition exists(FieldPath field, @Nullable Object operand, Path at) {
        Condition exists = new Condition.Exists(field);
        return operand instanceof Boolean wanted
                ? wanted ? exists : new Condition.Not(exists)
                : wrong(at, "Expected boolean, received " + PlainJson.typeOf(operand));
    }

    private Condition matches(FieldPath field, @Nullable Object operand, Path at) {
        return operand instanceof String text
                ? TextPattern.read(text, at, violations)
                        .<Condition>map(pattern -> new Condition.Matches(field, pattern))
                        .orElse(ALWAYS)
                : wrong(at, "Expected string, received " + PlainJson.typeOf(operand));
    }

    private Condition negated(FieldPath field, @Nullable Object operand, Path at) {
        return operand instanceof Map<?, ?> members && !members.isEmpty()
                ? field(field, operand, at)
                : wrong(at, "Expected an object of operators, received " + PlainJson.typeOf(operand));
    }

    private List<?> list(@Nullable Object value, Path at) {
        if (value instanceof List<?> items) {
            return items;
        }
        violations.add(at, "Expected array, received " + PlainJson.typeOf(value));
        return List.of();
    }

    private Condition unknownOperator(String operator, Path at) {
        boolean named = operator.startsWith("$");
        return wrong(
                at, named ? "Unknown operator '%s'".formatted(operator) : "Expected an operator, received a field");
    }

    private Condition wrong(Path at, String message) {
        violations.add(at, message);
        return ALWAYS;
    }
}
