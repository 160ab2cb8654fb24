package dev.penstock.fakeprovider;

import java.time.Instant;

/**
 * A WebSocket that ended, whichever side closed it.
 *
 * @param path without the query, as sent
 * @param code of the closing handshake; 1006 where the connection just went away
 * @param at when the fake provider saw it end
 */
public record ClosedSocket(String path, int code, String reason, Instant at) {}
