package dev.penstock.domain.route;

import java.util.List;

/** What an element does, by the name that stands in a drawing; and the arrows that leave it. */
public enum ElementType {
    START,
    CONDITIONAL,
    PERCENTAGE,
    RATE,
    MODEL,
    END;

    public static ElementType of(RouteElement element) {
        return switch (element) {
            case RouteElement.Start start -> START;
            case RouteElement.Conditional conditional -> CONDITIONAL;
            case RouteElement.Percentage percentage -> PERCENTAGE;
            case RouteElement.Rate rate -> RATE;
            case RouteElement.Model model -> MODEL;
            case RouteElement.End end -> END;
        };
    }

    /** The labels of the arrows that it must have. */
    List<String> required() {
        return switch (this) {
            case START -> List.of("next");
            case CONDITIONAL -> List.of("true", "false");
            case RATE, MODEL -> List.of("success");
            case PERCENTAGE, END -> List.of();
        };
    }

    /** Whether it does without an arrow of this label. */
    boolean mayLack(String label) {
        return (this == RATE || this == MODEL) && label.equals("fallback");
    }

    /** Shares are called as people like; and what leaves an end leads nowhere, but is kept. */
    boolean knows(String label) {
        return this == PERCENTAGE || this == END || required().contains(label) || mayLack(label);
    }
}
