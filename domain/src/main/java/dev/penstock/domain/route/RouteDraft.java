package dev.penstock.domain.route;

import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violation;
import dev.penstock.domain.validation.Violations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A new route as a person sends it, unchecked. */
public record RouteDraft(@Nullable String name, @Nullable List<ElementDraft> elements) {
    /** Everything that is wrong with the form of this draft. Whether the graph is sound is another question. */
    public List<Violation> violations() {
        Violations violations = new Violations();
        check(violations);
        return violations.all();
    }

    void check(Violations violations) {
        RouteName.check(Path.of("name"), name, violations);
        RouteDrawing.check(elements, violations);
    }
}
