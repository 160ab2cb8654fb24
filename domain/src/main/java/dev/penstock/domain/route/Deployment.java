package dev.penstock.domain.route;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** That a version went live, and when. Times are whole milliseconds. */
public record Deployment(DeploymentId id, VersionId version, Instant createdAt) {
    public Deployment {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    }
}
