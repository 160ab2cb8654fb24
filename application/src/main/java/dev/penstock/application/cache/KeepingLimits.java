package dev.penstock.application.cache;

import dev.penstock.application.log.ByteBudget;

/**
 * How much of replies is held while they pass.
 *
 * @param largestBody in bytes; what is longer is not kept, and nobody joins it any more
 * @param budget over all replies of all event loops
 */
public record KeepingLimits(long largestBody, ByteBudget budget) {}
