package dev.penstock.domain.route;

import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violations;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a sound route: one start, every arrow lands, no walk goes in circles, shares make up the whole. Who walks
 * over it can trust that.
 */
public final class RouteGraph {
    private final List<RouteElement> elements;
    private final Map<ElementId, RouteElement> byId = new HashMap<>();
    private final Map<ElementId, List<FieldPath>> fields = new HashMap<>();
    private final Set<List<String>> bodyPlaces;
    private final Set<ElementId> leadingToModels;
    private final RouteElement.Start start;

    private RouteGraph(List<RouteElement> elements) {
        this.elements = List.copyOf(elements);
        elements.forEach(element -> byId.put(element.id(), element));
        elements.forEach(element -> fields.put(element.id(), FieldPaths.of(element)));
        bodyPlaces = FieldPaths.inBody(fields.values());
        leadingToModels = leadingToModels();
        start = elements.stream()
                .filter(RouteElement.Start.class::isInstance)
                .map(RouteElement.Start.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Those that are models, then what leads to these, and so on. */
    private Set<ElementId> leadingToModels() {
        Map<ElementId, List<ElementId>> before = new HashMap<>();
        for (RouteElement element : elements) {
            for (ElementId target : element.arrows()) {
                before.computeIfAbsent(target, none -> new ArrayList<>()).add(element.id());
            }
        }
        Set<ElementId> leading = new HashSet<>();
        Deque<ElementId> open = new ArrayDeque<>();
        elements.stream().filter(RouteElement.Model.class::isInstance).forEach(model -> open.add(model.id()));
        while (!open.isEmpty()) {
            ElementId next = open.removeLast();
            if (leading.add(next)) {
                open.addAll(before.getOrDefault(next, List.of()));
            }
        }
        return leading;
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

    /** What this element looks at in a request. */
    public List<FieldPath> fields(RouteElement element) {
        return fields.getOrDefault(element.id(), List.of());
    }

    /** The places in bodies that any element looks at. */
    public Set<List<String>> bodyPlaces() {
        return bodyPlaces;
    }

    /** Whether a walk from here can come to a model. */
    public boolean leadsToModel(ElementId from) {
        return leadingToModels.contains(from);
    }

    /**
     * The most that a walk from here on can cost.
     *
     * @param price the most that one answer of a model can cost; null when nobody knows
     * @return null when that is not known of every model that the walk can come to
     */
    public @Nullable Cost dearest(ElementId from, Function<RouteElement.Model, @Nullable Cost> price) {
        return new DearestWay(this, price).from(from);
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
