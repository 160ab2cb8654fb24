package dev.penstock.fakeprovider;

import java.time.Instant;

/**
 * A request whose caller left before its answer ended.
 *
 * @param path without the query, as sent
 * @param at when the fake provider saw the caller leave
 */
public record AbortedRequest(String method, String path, Instant arrivedAt, Instant at) {}
