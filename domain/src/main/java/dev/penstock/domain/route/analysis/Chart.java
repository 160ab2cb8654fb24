package dev.penstock.domain.route.analysis;

import dev.penstock.domain.route.Condition;
import dev.penstock.domain.route.ElementDraft;
import dev.penstock.domain.route.ElementId;
import dev.penstock.domain.route.ElementType;
import dev.penstock.domain.route.RouteDrawing;
import dev.penstock.domain.route.RouteElement;
import dev.penstock.domain.route.RouteGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A drawing by positions, with what may become of a walk at each of its elements. Of an unsound one it holds the arrows that
 * lead somewhere.
 */
record Chart(List<Place> places) {
    private static final String SUCCESS = "success";

    /**
     * An element of the drawing.
     *
     * @param verdict of its condition; open where it has none
     * @param sticky whether a field decides in place of chance
     */
    record Place(String id, ElementType type, Verdict verdict, boolean sticky, List<Arrow> arrows) {
        /** Those that some request takes. */
        List<Arrow> taken() {
            return arrows.stream().filter(arrow -> arrow.chance > 0).toList();
        }

        /** Whether a walk may end here. */
        boolean mayEnd() {
            return switch (type) {
                case END -> true;
                case RATE, MODEL -> arrows.stream().allMatch(Arrow::success);
                case START, CONDITIONAL, PERCENTAGE -> false;
            };
        }
    }

    /**
     * The way from an element to another one.
     *
     * @param chance the share of a percentage; elsewhere 1, or 0 when a condition rules it out
     */
    record Arrow(String label, int target, double chance) {
        boolean success() {
            return label.equals(SUCCESS);
        }
    }

    static Chart of(RouteDrawing drawing, Optional<RouteGraph> graph) {
        List<ElementDraft> drawn = drawing.elements();
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < drawn.size(); i++) {
            positions.putIfAbsent(Objects.requireNonNull(drawn.get(i).id()), i);
        }
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            int position = i;
            places.add(place(
                    drawn.get(i), positions, graph.map(sound -> sound.elements().get(position))));
        }
        return new Chart(List.copyOf(places));
    }

    private static Place place(ElementDraft drawn, Map<String, Integer> positions, Optional<RouteElement> sound) {
        ElementType type = type(drawn);
        Verdict verdict = drawn.properties() instanceof ElementDraft.Properties.Conditions conditions
                ? Satisfiability.of(Condition.of(conditions))
                : Verdict.OPEN;
        Map<String, Double> chances = chances(verdict, sound);
        List<Arrow> arrows = new ArrayList<>();
        Objects.requireNonNull(drawn.outputs()).forEach((label, target) -> {
            Integer position = positions.get(target);
            if (position != null && type != ElementType.END) {
                arrows.add(new Arrow(label, position, chances.getOrDefault(label, 1.0)));
            }
        });
        boolean sticky = sound.isPresent()
                && sound.get() instanceof RouteElement.Percentage percentage
                && percentage.key() != null;
        return new Place(Objects.requireNonNull(drawn.id()), type, verdict, sticky, List.copyOf(arrows));
    }

    private static ElementType type(ElementDraft drawn) {
        return ElementType.valueOf(Objects.requireNonNull(drawn.type()).toUpperCase(Locale.ROOT));
    }

    /** By the labels of the arrows; those that are not there are open. */
    private static Map<String, Double> chances(Verdict verdict, Optional<RouteElement> sound) {
        Map<String, Double> chances = new HashMap<>();
        switch (verdict) {
            case ALWAYS -> chances.put("false", 0.0);
            case NEVER -> chances.put("true", 0.0);
            case OPEN -> {}
        }
        if (sound.isPresent() && sound.get() instanceof RouteElement.Percentage percentage) {
            List<Double> shares = percentage.chances();
            for (int i = 0; i < shares.size(); i++) {
                chances.put(percentage.shares().get(i).label(), shares.get(i));
            }
        }
        return chances;
    }

    int size() {
        return places.size();
    }

    /** The position of the first start; -1 when there is none. */
    int start() {
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).type == ElementType.START) {
                return i;
            }
        }
        return -1;
    }

    List<ElementId> ids(List<Integer> positions) {
        return positions.stream()
                .map(position -> new ElementId(places.get(position).id))
                .toList();
    }
}
