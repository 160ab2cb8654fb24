package dev.penstock.domain.route;

import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violations;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/** A route with the version that serves. */
public record DeployedRoute(Route route, RouteVersion version) {
    public DeployedRoute {
        if (!route.runs(version.id())) {
            throw new IllegalArgumentException("this version of " + route.address() + " does not serve");
        }
    }

    /**
     * A new route with its first version, which serves at once even when it is unsound (management API, section 4); or
     * everything that is wrong with its form.
     */
    public static Validated<DeployedRoute> define(
            GatewayAddress gateway, RouteDraft draft, Supplier<UUID> newIds, Instant now) {
        Violations violations = new Violations();
        draft.check(violations);
        return violations.unlessAny(() -> {
            RouteDrawing drawing = new RouteDrawing(Objects.requireNonNull(draft.elements()));
            RouteVersion first = new RouteVersion(new VersionId(newIds.get()), drawing, now);
            Route route = new Route(
                    new RouteAddress(gateway, new RouteId(newIds.get())),
                    new RouteName(Objects.requireNonNull(draft.name())),
                    new Deployment(new DeploymentId(newIds.get()), first.id(), now),
                    now,
                    now);
            return new DeployedRoute(route, first);
        });
    }
}
