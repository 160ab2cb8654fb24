package dev.penstock.domain.route.analysis;

import dev.penstock.domain.inference.Cost;
import java.time.Duration;

/**
 * What one request can come to at worst, whatever conditions, chance, limits and failures do.
 *
 * @param attempts calls to providers
 * @param time until the first content of the answer, and pauses that providers may ask for are as long as can be
 * @param ownTime the same when no provider asks for a longer pause than ours, and the last retry keeps its element's time limit
 * @param cost of the models that answer one after the other, each for {@link #TOKENS} tokens of the prompt and as many of the answer
 * @param costOfAll the same when every attempt is charged, failed ones too
 */
public record Bounds(
        Worst<Integer> attempts,
        Worst<Duration> time,
        Worst<Duration> ownTime,
        Worst<Cost> cost,
        Worst<Cost> costOfAll) {
    public static final int TOKENS = 1000;
}
