package dev.penstock.domain.route;

import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violations;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a route as a person drew them: well formed, and perhaps unsound. It is kept and shown as it is; {@link
 * RouteGraph#of} makes of it what traffic follows.
 */
public record RouteDrawing(List<ElementDraft> elements) {
    public static final int MOST_ELEMENTS = 1000;

    static final Path ELEMENTS = Path.of("elements");

    /** Leaves out what the types of its elements do not know. */
    public RouteDrawing {
        Violations violations = new Violations();
        check(elements, violations);
        if (!violations.all().isEmpty()) {
            throw new IllegalArgumentException("not a drawing: " + violations.all());
        }
        elements = elements.stream().map(KeptElement::of).toList();
    }

    /** The drawing, or everything that is wrong with its form. */
    public static Validated<RouteDrawing> define(@Nullable List<ElementDraft> elements) {
        Violations violations = new Violations();
        check(elements, violations);
        return violations.unlessAny(() -> new RouteDrawing(Objects.requireNonNull(elements)));
    }

    static void check(@Nullable List<ElementDraft> elements, Violations violations) {
        violations.required(ELEMENTS, elements);
        violations.atMost(ELEMENTS, elements, MOST_ELEMENTS);
        if (elements != null && elements.size() <= MOST_ELEMENTS) {
            for (int i = 0; i < elements.size(); i++) {
                elements.get(i).check(ELEMENTS.index(i), violations);
            }
        }
    }
}
