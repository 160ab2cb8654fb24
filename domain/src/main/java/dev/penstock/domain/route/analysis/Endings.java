package dev.penstock.domain.route.analysis;

import dev.penstock.domain.route.ElementId;
import dev.penstock.domain.route.RouteElement;
import dev.penstock.domain.route.RouteGraph;
import dev.penstock.domain.route.RouteWalk;
import dev.penstock.domain.route.analysis.Finding.Code;
import dev.penstock.domain.validation.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How walks over a sound graph may end otherwise than with an answer, or late. */
final class Endings {
    private final RouteGraph graph;
    private final Chart chart;
    private final WorstCases cases;
    private final Reach unanswered;
    private final Reach pastModels;
    private final List<Finding> found = new ArrayList<>();

    private Endings(RouteGraph graph, Chart chart, WorstCases cases) {
        this.graph = graph;
        this.chart = chart;
        this.cases = cases;
        this.unanswered = Reach.unanswered(chart);
        this.pastModels = Reach.pastModels(chart);
    }

    static List<Finding> of(RouteGraph graph, Chart chart, WorstCases cases) {
        Endings endings = new Endings(graph, chart, cases);
        endings.lookForLongWays();
        for (int position = 0; position < chart.size(); position++) {
            endings.lookAt(position);
        }
        return endings.found;
    }

    private void lookForLongWays() {
        List<Integer> way = cases.ranks().tooLongWay();
        if (!way.isEmpty()) {
            add(
                    Code.TOO_LONG,
                    Path.of("elements"),
                    "A walk stops without an answer of its own after %d elements, and there is a longer way: %s"
                            .formatted(RouteWalk.MOST_ELEMENTS, written(way)));
        }
    }

    private void lookAt(int position) {
        switch (graph.elements().get(position)) {
            case RouteElement.Rate rate ->
                lookBehind(position, rate.fallback(), "When this limit is used up, the route ends without an answer");
            case RouteElement.Model model -> {
                lookBehind(position, model.fallback(), "When this model fails, no other is tried");
                lookAtTime(position, model);
            }
            case RouteElement.End end -> {
                if (pastModels.comesInTimeTo(position)) {
                    add(
                            Code.NO_MODEL,
                            Oddities.at(position),
                            "A way leads here past every model: " + written(pastModels.way(position)));
                }
            }
            case RouteElement.Start start -> {}
            case RouteElement.Conditional conditional -> {}
            case RouteElement.Percentage percentage -> {}
        }
    }

    private void lookBehind(int position, Optional<ElementId> fallback, String message) {
        boolean leadsOn = fallback.map(graph::leadsToModel).orElse(false);
        if (unanswered.comesInTimeTo(position) && !leadsOn) {
            add(Code.DEAD_END, Oddities.at(position).key("outputs").key("fallback"), message);
        }
    }

    private void lookAtTime(int position, RouteElement.Model model) {
        Path properties = Oddities.at(position).key("properties");
        if (!cases.ranks().comeTo(position)) {
            return;
        }
        if (cases.limit(model) == null) {
            add(Code.NO_TIME_LIMIT, properties.key("timeout"), "Nothing limits how long an answer may take to begin");
        } else if (cases.lastLimit(model) == null) {
            add(
                    Code.LAST_RETRY_WAITS,
                    properties.key("timeout"),
                    "The last retry may take as long as it needs, since no other model can be tried");
        }
    }

    private String written(List<Integer> positions) {
        return chart.ids(positions).stream().map(ElementId::value).collect(Collectors.joining(", "));
    }

    private void add(Code code, Path path, String message) {
        found.add(new Finding(code, path, message));
    }
}
