package dev.penstock.application.route;

import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.route.DeployedRoute;
import dev.penstock.domain.route.Route;
import dev.penstock.domain.route.RouteGraph;
import dev.penstock.domain.route.RouteVersion;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A route with one of its versions, and the reasons why that version is unsound.
 *
 * @param flaws the first thousand; none when the version is sound
 */
public record CheckedRoute(Route route, RouteVersion version, List<Violation> flaws) {
    private static final int MOST_FLAWS = 1000;

    public CheckedRoute {
        flaws = List.copyOf(flaws);
    }

    static CheckedRoute of(DeployedRoute deployed, Predicate<ProviderId> known) {
        return of(deployed.route(), deployed.version(), known);
    }

    static CheckedRoute of(Route route, RouteVersion version, Predicate<ProviderId> known) {
        return new CheckedRoute(
                route,
                version,
                switch (RouteGraph.of(version.drawing(), known)) {
                    case Validated.Valid<RouteGraph> sound -> List.of();
                    case Validated.Invalid<RouteGraph>(List<Violation> flaws) -> first(flaws);
                });
    }

    /** What traffic would follow. An unsound version is refused with the reasons, below the input that names it. */
    static RouteGraph soundGraph(RouteVersion version, Predicate<ProviderId> known) {
        return switch (RouteGraph.of(version.drawing(), known)) {
            case Validated.Valid<RouteGraph>(RouteGraph graph) -> graph;
            case Validated.Invalid<RouteGraph>(List<Violation> flaws) -> throw unsound(first(flaws));
        };
    }

    private static List<Violation> first(List<Violation> flaws) {
        return flaws.subList(0, Math.min(MOST_FLAWS, flaws.size()));
    }

    /** Does nothing to a sound version. */
    void refuseUnsound() {
        if (!isSound()) {
            throw unsound(flaws);
        }
    }

    private static ProblemException unsound(List<Violation> flaws) {
        return new ProblemException(new Problem.Invalid(flaws.stream()
                .map(flaw -> new Violation(below("version_id", flaw.path()), flaw.message()))
                .toList()));
    }

    private static Path below(String input, Path path) {
        List<Object> steps = new ArrayList<>(List.of(input));
        steps.addAll(path.steps());
        return new Path(steps);
    }

    public boolean isSound() {
        return flaws.isEmpty();
    }

    /** Whether this version serves. */
    public boolean isActive() {
        return route.runs(version.id());
    }
}
