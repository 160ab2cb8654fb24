package dev.penstock.domain.route.analysis;

import dev.penstock.domain.route.Condition;
import dev.penstock.domain.route.FieldPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether a condition can hold, and whether it can fail. It looks for contradictions in what is asked of one field; where it
 * finds none, or had to look too long, it says that both are possible. So it may miss one, and never invents one.
 */
final class Satisfiability {
    /** How many values are compared for one question before it is given up. */
    private static final int MOST_STEPS = 50_000;

    private final AtomicInteger left = new AtomicInteger(MOST_STEPS);

    /** That a condition must hold, or must not. */
    private record Goal(Condition condition, boolean wanted) {
        Goal part(Condition part) {
            return new Goal(part, wanted);
        }
    }

    private Satisfiability() {}

    static Verdict of(Condition condition) {
        if (!new Satisfiability().possible(new Goal(condition, true))) {
            return Verdict.NEVER;
        }
        return new Satisfiability().possible(new Goal(condition, false)) ? Verdict.OPEN : Verdict.ALWAYS;
    }

    private boolean possible(Goal goal) {
        return possible(new ArrayDeque<>(List.of(goal)), new HashMap<>());
    }

    /** Takes goals apart until only demands on fields and choices are left, then tries the first choice's parts. */
    private boolean possible(Deque<Goal> goals, Map<FieldPath, List<Demand>> demands) {
        List<Goal> choices = new ArrayList<>();
        while (!goals.isEmpty()) {
            Goal goal = goals.removeFirst();
            boolean wanted = goal.wanted;
            switch (goal.condition) {
                case Condition.Not(Condition part) -> goals.addFirst(new Goal(part, !wanted));
                case Condition.All(List<Condition> parts) when wanted -> parts.forEach(it -> goals.add(goal.part(it)));
                case Condition.Any(List<Condition> parts) when !wanted -> parts.forEach(it -> goals.add(goal.part(it)));
                case Condition.All all -> choices.add(goal);
                case Condition.Any any -> choices.add(goal);
                case Condition.Exists exists -> demand(exists.field(), goal, demands);
                case Condition.Equal equal -> demand(equal.field(), goal, demands);
                case Condition.OneOf oneOf -> demand(oneOf.field(), goal, demands);
                case Condition.Ordered ordered -> demand(ordered.field(), goal, demands);
                case Condition.Matches matches -> demand(matches.field(), goal, demands);
            }
        }
        if (!demands.entrySet().stream().allMatch(field -> FieldValues.exist(field.getKey(), field.getValue(), left))) {
            return false;
        }
        return choices.isEmpty() || anyPart(choices, demands);
    }

    private static void demand(FieldPath field, Goal goal, Map<FieldPath, List<Demand>> demands) {
        demands.computeIfAbsent(field, none -> new ArrayList<>()).add(new Demand(goal.condition, goal.wanted));
    }

    private boolean anyPart(List<Goal> choices, Map<FieldPath, List<Demand>> demands) {
        Goal first = choices.get(0);
        for (Condition part : parts(first.condition)) {
            if (left.addAndGet(-demands.size() - choices.size()) < 0) {
                return true;
            }
            Deque<Goal> goals = new ArrayDeque<>(choices.subList(1, choices.size()));
            goals.addFirst(first.part(part));
            Map<FieldPath, List<Demand>> copy = new HashMap<>();
            demands.forEach((field, asked) -> copy.put(field, new ArrayList<>(asked)));
            if (possible(goals, copy)) {
                return true;
            }
        }
        return false;
    }

    private static List<Condition> parts(Condition choice) {
        return switch (choice) {
            case Condition.All(List<Condition> parts) -> parts;
            case Condition.Any(List<Condition> parts) -> parts;
            default -> throw new IllegalStateException("no choice: " + choice);
        };
    }
}
