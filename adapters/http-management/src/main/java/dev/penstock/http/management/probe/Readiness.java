package dev.penstock.http.management.probe;

import org.jspecify.annotations.Nullable;

/**
 * Whether this server can serve, and how its log writing is doing since it started.
 *
 * @param reason what is missing; null when nothing is
 */
public record Readiness(
        boolean ready, @Nullable String reason, long logRowsWritten, long logRowsDropped, long logRowsWaiting) {}
