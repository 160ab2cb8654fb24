package dev.penstock.domain.route;

import java.util.List;

/**
 * What became of a condition, and of each of its parts.
 *
 * @param found what stands in the field that the condition looks at; nothing where it looks at none
 * @param holds as {@link Condition#test} has it
 * @param parts all of them, even those that could not change the outcome any more
 */
public record Judged(Condition condition, Facts.Found found, boolean holds, List<Judged> parts) {
    public Judged {
        parts = List.copyOf(parts);
    }

    public static Judged of(Condition condition, Facts facts, TextPattern.Search search) {
        return switch (condition) {
            case Condition.All(List<Condition> parts) -> {
                List<Judged> judged = all(parts, facts, search);
                yield composed(condition, judged.stream().allMatch(Judged::holds), judged);
            }
            case Condition.Any(List<Condition> parts) -> {
                List<Judged> judged = all(parts, facts, search);
                yield composed(condition, judged.stream().anyMatch(Judged::holds), judged);
            }
            case Condition.Not(Condition part) -> {
                Judged judged = of(part, facts, search);
                yield composed(condition, !judged.holds, List.of(judged));
            }
            case Condition.Exists(FieldPath field) -> looked(condition, field, facts, search);
            case Condition.Equal equal -> looked(condition, equal.field(), facts, search);
            case Condition.OneOf oneOf -> looked(condition, oneOf.field(), facts, search);
            case Condition.Ordered ordered -> looked(condition, ordered.field(), facts, search);
            case Condition.Matches matches -> looked(condition, matches.field(), facts, search);
        };
    }

    private static List<Judged> all(List<Condition> parts, Facts facts, TextPattern.Search search) {
        return parts.stream().map(part -> of(part, facts, search)).toList();
    }

    private static Judged composed(Condition condition, boolean holds, List<Judged> parts) {
        return new Judged(condition, Facts.Found.NOTHING, holds, parts);
    }

    private static Judged looked(Condition condition, FieldPath field, Facts facts, TextPattern.Search search) {
        return new Judged(condition, facts.at(field), condition.test(facts, search), List.of());
    }
}
