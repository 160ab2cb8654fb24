package dev.penstock.domain.route.analysis;

import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.route.RouteDrawing;
import dev.penstock.domain.route.RouteElement;
import dev.penstock.domain.route.RouteGraph;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a drawing before any request takes it. Whatever {@link dev.penstock.domain.route.RouteWalk} does with it
 * keeps within the bounds.
 *
 * @param findings the worst first, then in the order of the elements; no more than {@link #MOST_FINDINGS}
 * @param bounds null when the drawing is unsound: nothing walks over it
 * @param models of a sound drawing, in its order
 */
public record RouteAnalysis(
        List<Finding> findings, @Nullable Bounds bounds, List<ModelChance> models) {
    public static final int MOST_FINDINGS = 1000;

    public RouteAnalysis {
        findings = findings.stream()
                .sorted(Comparator.comparing(Finding::severity))
                .limit(MOST_FINDINGS)
                .toList();
        models = List.copyOf(models);
    }

    /**
     * Analyses a drawing.
     *
     * @param known which providers traffic can go to
     */
    public static RouteAnalysis of(RouteDrawing drawing, Predicate<ProviderId> known, Outlook outlook) {
        return switch (RouteGraph.of(drawing, known)) {
            case Validated.Valid<RouteGraph>(RouteGraph graph) -> ofSound(drawing, graph, known, outlook);
            case Validated.Invalid<RouteGraph>(List<Violation> flaws) -> {
                List<Finding> findings = new ArrayList<>(new Flaws(drawing).of(flaws));
                findings.addAll(Oddities.of(Chart.of(drawing, Optional.empty()), drawing, known, outlook));
                yield new RouteAnalysis(findings, null, List.of());
            }
        };
    }

    private static RouteAnalysis ofSound(
            RouteDrawing drawing, RouteGraph graph, Predicate<ProviderId> known, Outlook outlook) {
        Chart chart = Chart.of(drawing, Optional.of(graph));
        Ranks ranks = Ranks.of(chart);
        WorstCases cases = new WorstCases(graph, chart, ranks, outlook);
        List<Finding> findings = new ArrayList<>(Oddities.of(chart, drawing, known, outlook));
        findings.addAll(Endings.of(graph, chart, cases));
        return new RouteAnalysis(findings, cases.bounds(), chances(graph, chart, ranks));
    }

    private static List<ModelChance> chances(RouteGraph graph, Chart chart, Ranks ranks) {
        List<Integer> models = IntStream.range(0, chart.size())
                .boxed()
                .filter(position -> graph.elements().get(position) instanceof RouteElement.Model)
                .toList();
        List<Chance> any = new Reaching(chart, ranks, models, false).chances();
        List<Chance> smooth = new Reaching(chart, ranks, models, true).chances();
        return IntStream.range(0, models.size())
                .mapToObj(i -> new ModelChance(
                        (RouteElement.Model) graph.elements().get(models.get(i)), any.get(i), smooth.get(i)))
                .toList();
    }
}
