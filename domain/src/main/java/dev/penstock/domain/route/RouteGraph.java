package dev.penstock.domain.route;

import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The elements of a sound route: one start, every arrow lands, no walk goes in circles, shares make up the whole. Who walks
 * over it can trust that.
 */
public final class RouteGraph {
    private final List<RouteElement> elements;
    private final Map<ElementId, RouteElement> byId = new HashMap<>();
    private final RouteElement.Start start;

    private RouteGraph(List<RouteElement> elements) {
        this.elements = List.copyOf(elements);
        elements.forEach(element -> byId.put(element.id(), element));
        start = elements.stream()
                .filter(RouteElement.Start.class::isInstance)
                .map(RouteElement.Start.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /**
     * The graph, or every reason why the drawing is unsound, with its place below {@code elements}.
     *
     * @param known which providers traffic can go to
     */
    public static Validated<RouteGraph> of(RouteDrawing drawing, Predicate<ProviderId> known) {
        Violations violations = new Violations();
        List<ElementDraft> drawn = drawing.elements();
        ArrowRules.check(drawn, violations);
        for (int i = 0; i < drawn.size(); i++) {
            ElementRules.check(drawn.get(i), RouteDrawing.ELEMENTS.index(i), known, violations);
        }
        return violations.unlessAny(() -> new RouteGraph(read(drawn)));
    }

    private static List<RouteElement> read(List<ElementDraft> sound) {
        List<RouteElement> elements = new ArrayList<>();
        sound.forEach(element -> elements.add(ElementReader.read(element)));
        return elements;
    }

    /** In the order in which they were drawn. */
    public List<RouteElement> elements() {
        return elements;
    }

    public RouteElement.Start start() {
        return start;
    }

    /** The element that an arrow of this graph leads to. */
    public RouteElement element(ElementId target) {
        RouteElement element = byId.get(target);
        if (element == null) {
            throw new IllegalArgumentException("no arrow of this route leads to " + target);
        }
        return element;
    }
}
