package dev.penstock.domain.route.analysis;

import dev.penstock.domain.route.ElementType;
import dev.penstock.domain.route.RouteWalk;
import dev.penstock.domain.route.analysis.Chart.Arrow;
import dev.penstock.domain.route.analysis.Chart.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/**
 * The shortest ways from the start.
 *
 * @param lengths by position: how many elements such a way has, both ends included; 0 when there is none
 * @param before by position: the last but one of them; of the start, and where there is no way, the element itself
 */
record Reach(List<Integer> lengths, List<Integer> before) {
    /**
     * @param follows which arrows count, with the element that they leave
     */
    private static Reach of(Chart chart, BiPredicate<Place, Arrow> follows) {
        List<Integer> lengths = new ArrayList<>(Collections.nCopies(chart.size(), 0));
        List<Integer> before = new ArrayList<>();
        IntStream.range(0, chart.size()).forEach(before::add);
        Deque<Integer> open = new ArrayDeque<>();
        if (chart.start() >= 0) {
            lengths.set(chart.start(), 1);
            open.add(chart.start());
        }
        while (!open.isEmpty()) {
            int from = open.removeFirst();
            Place place = chart.places().get(from);
            for (Arrow arrow : place.arrows()) {
                if (follows.test(place, arrow) && lengths.get(arrow.target()) == 0) {
                    lengths.set(arrow.target(), lengths.get(from) + 1);
                    before.set(arrow.target(), from);
                    open.add(arrow.target());
                }
            }
        }
        return new Reach(List.copyOf(lengths), List.copyOf(before));
    }

    /** As the arrows are drawn. */
    static Reach drawn(Chart chart) {
        return of(chart, (place, arrow) -> true);
    }

    /** By arrows that some request takes. */
    static Reach taken(Chart chart) {
        return of(chart, (place, arrow) -> arrow.chance() > 0);
    }

    /** The same past every model. */
    static Reach pastModels(Chart chart) {
        return of(chart, (place, arrow) -> arrow.chance() > 0 && place.type() != ElementType.MODEL);
    }

    /** The same while no model has answered. */
    static Reach unanswered(Chart chart) {
        return of(
                chart, (place, arrow) -> arrow.chance() > 0 && !(place.type() == ElementType.MODEL && arrow.success()));
    }

    boolean comesTo(int position) {
        return lengths.get(position) > 0;
    }

    /** Whether it comes there before a walk stops for its length. */
    boolean comesInTimeTo(int position) {
        return comesTo(position) && lengths.get(position) <= RouteWalk.MOST_ELEMENTS;
    }

    /** The way to an element, first to last. */
    List<Integer> way(int position) {
        List<Integer> way = new ArrayList<>();
        int at = position;
        for (int i = 0; i < lengths.get(position); i++) {
            way.add(at);
            at = before.get(at);
        }
        return way.reversed();
    }
}
