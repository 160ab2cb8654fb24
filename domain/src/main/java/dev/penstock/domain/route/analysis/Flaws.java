package dev.penstock.domain.route.analysis;

import dev.penstock.domain.route.ElementDraft;
import dev.penstock.domain.route.RouteDrawing;
import dev.penstock.domain.route.analysis.Finding.Code;
import dev.penstock.domain.validation.Violation;
import java.util.List;
import java.util.Objects;

/** Says of what makes a drawing unsound which kind it is, by the place where it stands. */
record Flaws(RouteDrawing drawing) {
    private static final int OF_AN_ELEMENT = 3;

    List<Finding> of(List<Violation> violations) {
        return violations.stream()
                .map(flaw -> new Finding(code(flaw.path().steps()), flaw.path(), flaw.message()))
                .toList();
    }

    /**
     * @param steps {@code elements}, and where it is about one of them, its position, its member, and what is below
     */
    private Code code(List<Object> steps) {
        if (steps.size() < OF_AN_ELEMENT) {
            return Code.INCOMPLETE;
        }
        return switch (steps.get(2).toString()) {
            case "type" -> Code.SECOND_START;
            case "id" -> Code.SAME_ID;
            case "outputs" -> steps.getLast().equals("elementId") && steps.size() > 4 ? arrow(steps) : Code.SHARES;
            default -> Code.WRONG_PROPERTY;
        };
    }

    private Code arrow(List<Object> steps) {
        ElementDraft from = drawing.elements().get((Integer) steps.get(1));
        String target = Objects.requireNonNull(from.outputs())
                .get(steps.get(OF_AN_ELEMENT).toString());
        boolean known = drawing.elements().stream()
                .anyMatch(element -> Objects.requireNonNull(element.id()).equals(target));
        return known ? Code.LOOP : Code.MISSING_ELEMENT;
    }
}
