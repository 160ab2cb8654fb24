package dev.penstock.domain.inference;

import java.time.Instant;

/**
 * That a request came in.
 *
 * @param id names the request and its first log entry
 */
public record Arrival(RequestId id, Instant at, Door door) {}
