package dev.penstock.domain.route.analysis;

import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.route.Condition;
import dev.penstock.domain.route.Facts;
import dev.penstock.domain.route.FieldPath;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** That one question about a field must be answered with yes, or with no. */
record Demand(Condition question, boolean wanted) {
    private static final FieldPath HERE = new FieldPath.InBody(List.of("here"));
    private static final Metadata NO_METADATA = new Metadata(Map.of());

    /** Moved to where {@link #allows} puts the value. */
    Demand {
        question = switch (question) {
            case Condition.Exists exists -> new Condition.Exists(HERE);
            case Condition.Equal(FieldPath field, Object value) -> new Condition.Equal(HERE, value);
            case Condition.OneOf(FieldPath field, List<@Nullable Object> values) -> new Condition.OneOf(HERE, values);
            case Condition.Ordered(FieldPath field, Condition.Order order, Object bound) ->
                new Condition.Ordered(HERE, order, bound);
            case Condition.Matches matches -> new Condition.Matches(HERE, matches.pattern());
            case Condition.All all -> throw new IllegalArgumentException("not about one field");
            case Condition.Any any -> throw new IllegalArgumentException("not about one field");
            case Condition.Not not -> throw new IllegalArgumentException("not about one field");
        };
    }

    /** Whether the field may be like this. Of a pattern it is not known which texts it is found in. */
    boolean allows(Facts.Found found) {
        if (question instanceof Condition.Matches && found.value() instanceof String) {
            return true;
        }
        Facts facts = new Facts(NO_METADATA, Headers.NONE, steps -> found);
        return question.test(facts, (pattern, text) -> false) == wanted;
    }

    /** Whether texts come into it at all. */
    boolean allowsSomeText() {
        return switch (question) {
            case Condition.Equal(FieldPath field, Object value) -> !wanted || value instanceof String;
            case Condition.Ordered ordered -> !wanted || ordered.bound() instanceof String;
            case Condition.OneOf(FieldPath field, List<@Nullable Object> values) ->
                !wanted || values.stream().anyMatch(String.class::isInstance);
            case Condition.Exists exists -> wanted;
            default -> true;
        };
    }

    /** The values that it names. */
    List<@Nullable Object> constants() {
        return switch (question) {
            case Condition.Equal(FieldPath field, Object value) -> Collections.singletonList(value);
            case Condition.OneOf(FieldPath field, List<@Nullable Object> values) -> values;
            case Condition.Ordered ordered -> Collections.singletonList(ordered.bound());
            default -> List.of();
        };
    }
}
