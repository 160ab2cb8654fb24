package dev.penstock.application.route;

import dev.penstock.application.route.Explanation.Reason;
import dev.penstock.domain.route.ElementId;
import dev.penstock.domain.route.Halt;
import dev.penstock.domain.route.Judged;
import dev.penstock.domain.route.Passage;
import dev.penstock.domain.route.Route;
import dev.penstock.domain.route.RouteAddress;
import dev.penstock.domain.route.RouteElement;
import dev.penstock.domain.route.RouteGraph;
import dev.penstock.domain.route.RouteQuestion;
import dev.penstock.domain.route.RouteWalk;
import dev.penstock.domain.route.Surroundings;
import dev.penstock.domain.route.VersionId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A walk on which models answer or fail as a person assumes, and limits are only looked at. For one thread. */
final class AssumedWalk {
    private final RouteAddress route;
    private final LookAtLimits limits;
    private final RouteQuestion question;
    private final Surroundings surroundings;
    /** No walk comes to an element twice. */
    private final Map<ElementId, RoomAtElement> rooms = new HashMap<>();

    private Optional<RouteElement.Model> answered = Optional.empty();
    private Optional<RouteElement.Model> failed = Optional.empty();

    AssumedWalk(RouteAddress route, LookAtLimits limits, RouteQuestion question, Surroundings surroundings) {
        this.route = route;
        this.limits = limits;
        this.question = question;
        this.surroundings = surroundings;
    }

    Explanation explain(RouteGraph graph, Route explained, VersionId version) {
        RouteWalk walk = RouteWalk.begin(graph, surroundings);
        while (true) {
            switch (walk.at()) {
                case Halt.AtRate(RouteElement.Rate rate) -> walk = look(rate, walk);
                case Halt.AtModel(RouteElement.Model model) -> walk = ask(model, walk);
                case Halt.Ended(Halt.Reason reason) -> {
                    List<Explanation.Step> steps = walk.passed().stream()
                            .map(passage -> new Explanation.Step(passage, reason(graph.element(passage.element()))))
                            .toList();
                    return new Explanation(explained, version, steps, new Explanation.Ending(reason, answered, failed));
                }
            }
        }
    }

    private RouteWalk look(RouteElement.Rate rate, RouteWalk walk) {
        RoomAtElement room = limits.room(ElementClaim.of(route, rate, surroundings.facts()));
        rooms.put(rate.id(), room);
        return walk.admitted(room.left(), new Passage.Why.Heard(room.left() ? "there is room" : "there is no room"));
    }

    private RouteWalk ask(RouteElement.Model model, RouteWalk walk) {
        boolean answers = answers(model);
        if (answers) {
            answered = Optional.of(model);
        } else {
            failed = Optional.of(model);
        }
        return walk.answered(answers, new Passage.Why.Heard(answers ? "assumed to answer" : "assumed to fail"));
    }

    private boolean answers(RouteElement.Model model) {
        return !question.failing().contains(model.id());
    }

    private Reason reason(RouteElement element) {
        return switch (element) {
            case RouteElement.Conditional conditional ->
                new Reason.Asked(Judged.of(conditional.condition(), surroundings.facts(), surroundings.search()));
            case RouteElement.Percentage percentage -> new Reason.Drew(percentage);
            case RouteElement.Rate rate -> new Reason.Looked(Objects.requireNonNull(rooms.get(rate.id())));
            case RouteElement.Model model -> new Reason.Assumed(model, answers(model));
            case RouteElement.Start start -> new Reason.Nothing();
            case RouteElement.End end -> new Reason.Nothing();
        };
    }
}
