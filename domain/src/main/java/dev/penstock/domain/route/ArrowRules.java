package dev.penstock.domain.route;

import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What must be true of a drawing as a whole: one start, an end, names that are told apart, arrows that lead somewhere and
 * never in a circle. From this follows that every walk ends, at an end or where a fallback is missing.
 */
final class ArrowRules {
    private final List<ElementDraft> elements;
    private final Map<String, Integer> positions = new HashMap<>();
    private final List<List<Arrow>> arrows = new ArrayList<>();
    private final Violations violations;

    private record Arrow(Path at, int target) {}

    private ArrowRules(List<ElementDraft> elements, Violations violations) {
        this.elements = elements;
        this.violations = violations;
    }

    /** Notes what is unsound. */
    static void check(List<ElementDraft> elements, Violations violations) {
        ArrowRules rules = new ArrowRules(elements, violations);
        rules.countEnds();
        rules.nameElements();
        rules.followArrows();
        rules.findCircles();
    }

    private void countEnds() {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            if (type(i) == ElementType.START) {
                starts.add(i);
            }
        }
        if (starts.isEmpty()) {
            violations.add(RouteDrawing.ELEMENTS, "A route must have a start");
        }
        starts.stream().skip(1).forEach(i -> violations.add(at(i).key("type"), "A route must have one start only"));
        if (elements.stream().noneMatch(element -> KeptElement.type(element) == ElementType.END)) {
            violations.add(RouteDrawing.ELEMENTS, "A route must have an end");
        }
    }

    private void nameElements() {
        for (int i = 0; i < elements.size(); i++) {
            String id = Objects.requireNonNull(elements.get(i).id());
            if (positions.putIfAbsent(id, i) != null) {
                violations.add(at(i).key("id"), "Another element has the id '%s'".formatted(id));
            }
        }
    }

    private void followArrows() {
        for (int i = 0; i < elements.size(); i++) {
            List<Arrow> leaving = new ArrayList<>();
            Path outputs = at(i).key("outputs");
            if (type(i) != ElementType.END) {
                Objects.requireNonNull(elements.get(i).outputs())
                        .forEach((label, target) -> follow(outputs.key(label).key("elementId"), target, leaving));
            }
            arrows.add(leaving);
        }
    }

    private void follow(Path at, String target, List<Arrow> leaving) {
        Integer position = positions.get(target);
        if (position == null) {
            violations.add(at, "No element has the id '%s'".formatted(target));
        } else {
            leaving.add(new Arrow(at, position));
        }
    }

    /** Walks depth first, without recursion: a route may be a thousand elements long. */
    private void findCircles() {
        boolean[] left = new boolean[elements.size()];
        boolean[] entered = new boolean[elements.size()];
        for (int first = 0; first < elements.size(); first++) {
            Deque<Integer> way = new ArrayDeque<>();
            Deque<Iterator<Arrow>> open = new ArrayDeque<>();
            if (!entered[first]) {
                enter(first, way, open, entered);
            }
            while (!way.isEmpty()) {
                if (!open.getLast().hasNext()) {
                    left[way.removeLast()] = true;
                    open.removeLast();
                    continue;
                }
                Arrow arrow = open.getLast().next();
                if (!entered[arrow.target]) {
                    enter(arrow.target, way, open, entered);
                } else if (!left[arrow.target]) {
                    violations.add(
                            arrow.at,
                            "Leads back to '%s': a route must not loop"
                                    .formatted(elements.get(arrow.target).id()));
                }
            }
        }
    }

    private void enter(int element, Deque<Integer> way, Deque<Iterator<Arrow>> open, boolean[] entered) {
        entered[element] = true;
        way.addLast(element);
        open.addLast(arrows.get(element).iterator());
    }

    private ElementType type(int element) {
        return KeptElement.type(elements.get(element));
    }

    private static Path at(int element) {
        return RouteDrawing.ELEMENTS.index(element);
    }
}
