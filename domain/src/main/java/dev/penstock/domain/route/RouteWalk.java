package dev.penstock.domain.route;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A walk over a graph, as far as it has come (data plane routing, section 2). Goes by itself through what the request and chance
 * decide; at limits and models it waits to be told what came of them. Traffic, explanations and simulations walk with this one.
 *
 * @param passed where it came through, the element where it waits not yet among them
 */
public record RouteWalk(RouteGraph graph, Surroundings surroundings, List<Passage> passed, Halt at) {
    /** A longer way is no route any more; it ends without an answer of its own. */
    public static final int MOST_ELEMENTS = 50;

    public RouteWalk {
        passed = List.copyOf(passed);
    }

    /** From the start to the first place where somebody has to do something. */
    public static RouteWalk begin(RouteGraph graph, Surroundings surroundings) {
        RouteElement.Start start = graph.start();
        return new Course(graph, surroundings, List.of()).leave(start, "next", start.next(), Passage.Why.NOTHING);
    }

    /** Goes on from a limit. */
    public RouteWalk admitted(boolean room, Passage.Why why) {
        RouteElement.Rate rate = ((Halt.AtRate) at).rate();
        Course course = new Course(graph, surroundings, passed);
        if (room) {
            return course.leave(rate, "success", rate.success(), why);
        }
        Halt.Reason end = rate.limit().type() == RouteElement.LimitType.COUNT
                ? Halt.Reason.COUNT_USED_UP
                : Halt.Reason.COST_USED_UP;
        return course.fallBack(rate, rate.fallback(), why, end);
    }

    /** Goes on from a model. */
    public RouteWalk answered(boolean success, Passage.Why why) {
        RouteElement.Model model = ((Halt.AtModel) at).model();
        Course course = new Course(graph, surroundings, passed);
        return success
                ? course.leave(model, "success", model.success(), why)
                : course.fallBack(model, model.fallback(), why, Halt.Reason.MODEL_FAILED);
    }

    /** A walk on its way between two halts. */
    private static final class Course {
        private final RouteGraph graph;
        private final Surroundings surroundings;
        private final List<Passage> passed;

        Course(RouteGraph graph, Surroundings surroundings, List<Passage> before) {
            this.graph = graph;
            this.surroundings = surroundings;
            this.passed = new ArrayList<>(before);
        }

        RouteWalk fallBack(RouteElement from, Optional<ElementId> fallback, Passage.Why why, Halt.Reason otherwise) {
            if (fallback.isPresent()) {
                return leave(from, "fallback", fallback.get(), why);
            }
            passed.add(new Passage(from.id(), ElementType.of(from), "", why));
            return halt(new Halt.Ended(otherwise));
        }

        RouteWalk leave(RouteElement from, String output, ElementId next, Passage.Why why) {
            pass(from, output, why);
            RouteElement element = graph.element(next);
            while (passed.size() < MOST_ELEMENTS) {
                switch (element) {
                    case RouteElement.Conditional conditional -> element = graph.element(fork(conditional));
                    case RouteElement.Percentage percentage -> element = graph.element(fork(percentage));
                    case RouteElement.Start start -> throw new IllegalStateException("no arrow leads to the start");
                    case RouteElement.Rate rate -> {
                        return halt(new Halt.AtRate(rate));
                    }
                    case RouteElement.Model model -> {
                        return halt(new Halt.AtModel(model));
                    }
                    case RouteElement.End end -> {
                        pass(end, "", Passage.Why.NOTHING);
                        return halt(new Halt.Ended(Halt.Reason.END));
                    }
                }
            }
            return halt(new Halt.Ended(Halt.Reason.TOO_LONG));
        }

        private ElementId fork(RouteElement.Conditional conditional) {
            boolean holds = conditional.condition().test(surroundings.facts(), surroundings.search());
            Map<FieldPath, Facts.Found> seen = new LinkedHashMap<>();
            for (FieldPath field : graph.fields(conditional)) {
                seen.put(field, surroundings.facts().at(field));
            }
            pass(conditional, Boolean.toString(holds), new Passage.Why.Looked(seen));
            return holds ? conditional.whenTrue() : conditional.whenFalse();
        }

        private ElementId fork(RouteElement.Percentage percentage) {
            Optional<Double> decided = Optional.ofNullable(percentage.key())
                    .map(key -> surroundings.facts().at(key))
                    .filter(Facts.Found::there)
                    .map(found -> Draw.of(percentage.id(), found.value()));
            double number = decided.orElseGet(surroundings::chance);
            RouteElement.Share share = percentage.at(number);
            pass(percentage, share.label(), new Passage.Why.Drew(number, decided.isPresent()));
            return share.next();
        }

        private void pass(RouteElement element, String output, Passage.Why why) {
            passed.add(new Passage(element.id(), ElementType.of(element), output, why));
        }

        private RouteWalk halt(Halt at) {
            return new RouteWalk(graph, surroundings, passed, at);
        }
    }
}
