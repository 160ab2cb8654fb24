package dev.penstock.application.route;

import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.route.DeployedRoute;
import dev.penstock.domain.route.Route;
import dev.penstock.domain.route.RouteGraph;
import dev.penstock.domain.route.RouteVersion;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violation;
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
                    case Validated.Invalid<RouteGraph>(List<Violation> flaws) ->
                        flaws.subList(0, Math.min(MOST_FLAWS, flaws.size()));
                });
    }

    public boolean isSound() {
        return flaws.isEmpty();
    }

    /** Whether this version serves. */
    public boolean isActive() {
        return route.runs(version.id());
    }
}
