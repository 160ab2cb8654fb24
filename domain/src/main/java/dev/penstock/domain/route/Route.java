package dev.penstock.domain.route;

import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violations;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A name that callers use as a model, and the deployment that says which version answers to it. Times are whole
 * milliseconds.
 *
 * @param live the newest deployment; a route always has one
 */
public record Route(RouteAddress address, RouteName name, Deployment live, Instant createdAt, Instant modifiedAt) {
    public Route {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        modifiedAt = modifiedAt.truncatedTo(ChronoUnit.MILLIS);
        if (modifiedAt.isBefore(createdAt)) {
            throw new IllegalArgumentException("a route is not modified before it is created");
        }
    }

    public RouteId id() {
        return address.route();
    }

    /** Whether this version serves. */
    public boolean runs(VersionId version) {
        return live.version().equals(version);
    }

    /** This route under the name that a person sent. */
    public Validated<Route> rename(@Nullable String next, Instant now) {
        Violations violations = new Violations();
        RouteName.check(Path.of("name"), next, violations);
        return violations.unlessAny(
                () -> new Route(address, new RouteName(Objects.requireNonNull(next)), live, createdAt, notBefore(now)));
    }

    /** This route with another version serving. */
    public Route deploy(VersionId version, DeploymentId id, Instant now) {
        Instant when = notBefore(now);
        return new Route(address, name, new Deployment(id, version, when), createdAt, when);
    }

    /** Clocks are set back at times; history is not. */
    private Instant notBefore(Instant now) {
        return now.isBefore(modifiedAt) ? modifiedAt : now;
    }
}
