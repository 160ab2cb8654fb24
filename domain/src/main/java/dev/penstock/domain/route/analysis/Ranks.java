package dev.penstock.domain.route.analysis;

import dev.penstock.domain.route.RouteWalk;
import dev.penstock.domain.route.analysis.Chart.Arrow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which elements can be the first of a walk, the second, and so on. A sound walk meets an element once, so that there are
 * seldom many at one rank.
 *
 * @param before by rank, counted from 0: the elements there, each with one that a walk can come from
 */
record Ranks(List<Map<Integer, Integer>> before) {
    /** Up to the first rank at which walks have stopped for their length. */
    static Ranks of(Chart chart) {
        List<Map<Integer, Integer>> ranks = new ArrayList<>();
        Map<Integer, Integer> here = Map.of(chart.start(), chart.start());
        while (!here.isEmpty() && ranks.size() <= RouteWalk.MOST_ELEMENTS) {
            ranks.add(Collections.unmodifiableMap(here));
            Map<Integer, Integer> next = new LinkedHashMap<>();
            for (int position : here.keySet()) {
                for (Arrow arrow : chart.places().get(position).arrows()) {
                    if (arrow.chance() > 0) {
                        next.putIfAbsent(arrow.target(), position);
                    }
                }
            }
            here = next;
        }
        return new Ranks(List.copyOf(ranks));
    }

    /** How many there are at which walks still go on. */
    int count() {
        return Math.min(before.size(), RouteWalk.MOST_ELEMENTS);
    }

    Set<Integer> at(int rank) {
        return before.get(rank).keySet();
    }

    /** Whether a walk can come to this element. */
    boolean comeTo(int position) {
        return before.subList(0, count()).stream().anyMatch(rank -> rank.containsKey(position));
    }

    /** A way that is longer than a walk may be; empty when there is none. */
    List<Integer> tooLongWay() {
        if (before.size() == count()) {
            return List.of();
        }
        List<Integer> way = new ArrayList<>();
        int position = before.getLast().keySet().iterator().next();
        for (Map<Integer, Integer> rank : before.reversed()) {
            way.add(position);
            position = rank.getOrDefault(position, position);
        }
        return way.reversed();
    }
}
