package dev.penstock.domain.evaluation;

import java.util.Comparator;
import java.util.List;

/** The order of a list of evaluation types. Those that are equal in it keep the order in which they are built in. */
public record EvaluationTypeOrder(String column, boolean descending) {
    /** The types in this order; a column that nobody knows stands for {@code mandatory}. */
    public List<EvaluationType> sorted() {
        Comparator<EvaluationType> upwards = switch (column) {
            case "id" -> Comparator.comparing(type -> type.id().toString());
            case "name" -> Comparator.comparing(EvaluationType::title);
            case "type" -> Comparator.comparing(EvaluationType::wireName);
            case "description" -> Comparator.comparing(EvaluationType::description);
            // The same for all of them.
            case "enable", "created_at", "modified_at" -> Comparator.comparing(type -> EvaluationType.SINCE);
            default -> Comparator.comparing(EvaluationType::mandatory);
        };
        return List.of(EvaluationType.values()).stream()
                .sorted(descending ? upwards.reversed() : upwards)
                .toList();
    }
}
