package dev.penstock.bootstrap.exam;

import java.time.Instant;

/**
 * A request as it reached a provider.
 *
 * @param request which of the run's requests it belongs to
 * @param model as it was asked for, without what makes it fail
 */
public record Attempt(int request, Role role, String model, Instant at) {}
