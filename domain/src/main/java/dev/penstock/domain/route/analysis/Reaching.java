package dev.penstock.domain.route.analysis;

import dev.penstock.domain.route.ElementType;
import dev.penstock.domain.route.analysis.Chart.Arrow;
import dev.penstock.domain.route.analysis.Chart.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How likely a walk comes to models: chance decides at percentages; elsewhere somebody does who wants it to come there, or not
 * to. So it is at percentages that a field decides, unless all goes smoothly: then they count by their shares.
 *
 * @param models the positions of those that are asked about
 * @param smooth whether limits and models let everything pass, and what fields decide is spread as the shares are
 */
record Reaching(Chart chart, Ranks ranks, List<Integer> models, boolean smooth) {
    /** In the order of the models. */
    List<Chance> chances() {
        double[] least = fromStart(false);
        double[] most = fromStart(true);
        List<Chance> chances = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            double top = Math.min(1, most[i]);
            chances.add(new Chance(Math.min(top, least[i]), top));
        }
        return chances;
    }

    /** The chance of each model, from the last rank up: what happens at one only hangs on the next. */
    private double[] fromStart(boolean wanted) {
        Map<Integer, double[]> after = Map.of();
        for (int rank = ranks.count() - 1; rank >= 0; rank--) {
            Map<Integer, double[]> here = new HashMap<>();
            for (int position : ranks.at(rank)) {
                here.put(position, from(chart.places().get(position), wanted, after));
            }
            for (int i = 0; i < models.size(); i++) {
                double[] ofModel = here.get(models.get(i));
                if (ofModel != null) {
                    ofModel[i] = 1;
                }
            }
            after = here;
        }
        return after.getOrDefault(chart.start(), new double[models.size()]);
    }

    private double[] from(Place place, boolean wanted, Map<Integer, double[]> after) {
        double[] chances = new double[models.size()];
        boolean passes = smooth && (place.type() == ElementType.RATE || place.type() == ElementType.MODEL);
        boolean first = passes || !place.mayEnd();
        for (Arrow arrow : place.arrows()) {
            double[] next = after.get(arrow.target());
            if (next == null || arrow.chance() == 0 || (passes && !arrow.success())) {
                continue;
            }
            if (place.type() == ElementType.PERCENTAGE && (smooth || !place.sticky())) {
                add(chances, next, arrow.chance());
            } else if (first) {
                System.arraycopy(next, 0, chances, 0, chances.length);
            } else {
                choose(chances, next, wanted);
            }
            first = false;
        }
        return chances;
    }

    private static void add(double[] chances, double[] next, double share) {
        for (int i = 0; i < chances.length; i++) {
            chances[i] += share * next[i];
        }
    }

    private static void choose(double[] chances, double[] next, boolean wanted) {
        for (int i = 0; i < chances.length; i++) {
            chances[i] = wanted ? Math.max(chances[i], next[i]) : Math.min(chances[i], next[i]);
        }
    }
}
