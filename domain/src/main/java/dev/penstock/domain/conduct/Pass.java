package dev.penstock.domain.conduct;

import java.time.Instant;

/**
 * A call's leave to go out.
 *
 * @param at when it was given
 * @param probe whether the call is the one that tries whether things are better
 */
public record Pass(Instant at, boolean probe) {}
