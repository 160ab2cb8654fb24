package dev.penstock.domain.route;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A drawing that is kept under a name of its own and never changes. */
public record RouteVersion(VersionId id, RouteDrawing drawing, Instant createdAt) {
    public RouteVersion {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    }
}
