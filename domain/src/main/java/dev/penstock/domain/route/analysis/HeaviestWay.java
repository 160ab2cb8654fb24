package dev.penstock.domain.route.analysis;

import dev.penstock.domain.route.analysis.Chart.Arrow;
import dev.penstock.domain.route.analysis.Chart.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The walk along which most comes together. */
record HeaviestWay(BigDecimal weight, List<Integer> positions) {
    /** What an element adds to a walk, by how the walk leaves it. */
    @FunctionalInterface
    interface Load {
        BigDecimal of(int position, boolean success);
    }

    /** How a walk had better go on, and what comes together from here. */
    private record Step(int target, BigDecimal weight) {
        static final int NOWHERE = -1;
        static final Step NONE = new Step(NOWHERE, BigDecimal.ONE.negate());

        boolean isLighterThan(BigDecimal other) {
            return weight.compareTo(other) < 0;
        }
    }

    static HeaviestWay find(Chart chart, Ranks ranks, Load load) {
        List<Map<Integer, Step>> best = new ArrayList<>();
        Map<Integer, Step> after = Map.of();
        for (int rank = ranks.count() - 1; rank >= 0; rank--) {
            Map<Integer, Step> here = new HashMap<>();
            for (int position : ranks.at(rank)) {
                here.put(position, heaviest(chart.places().get(position), position, load, after));
            }
            best.add(here);
            after = here;
        }
        return follow(chart.start(), best.reversed());
    }

    /**
     * @param after by element, for the next rank; none where walks stop
     */
    private static Step heaviest(Place place, int position, Load load, Map<Integer, Step> after) {
        Step best = place.mayEnd() ? new Step(Step.NOWHERE, load.of(position, false)) : Step.NONE;
        for (Arrow arrow : place.arrows()) {
            if (arrow.chance() > 0) {
                Step next = after.get(arrow.target());
                BigDecimal own = load.of(position, arrow.success());
                BigDecimal weight = next == null ? own : own.add(next.weight);
                best = best.isLighterThan(weight) ? new Step(arrow.target(), weight) : best;
            }
        }
        return best;
    }

    private static HeaviestWay follow(int start, List<Map<Integer, Step>> best) {
        List<Integer> way = new ArrayList<>();
        int position = start;
        for (Map<Integer, Step> rank : best) {
            Step step = rank.getOrDefault(position, Step.NONE);
            if (position != Step.NOWHERE) {
                way.add(position);
            }
            position = step.target;
        }
        return new HeaviestWay(best.getFirst().getOrDefault(start, Step.NONE).weight, way);
    }
}
