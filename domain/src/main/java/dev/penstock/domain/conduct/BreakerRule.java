package dev.penstock.domain.conduct;

import java.time.Duration;

/**
 * When a circuit opens, and for how long nothing passes it then.
 *
 * @param failures how many in a row open it
 * @param cooldown how long it stays open before one call may try whether things are better
 */
public record BreakerRule(int failures, Duration cooldown) {
    public static final BreakerRule USUAL = new BreakerRule(5, Duration.ofSeconds(10));

    private static final Duration SHORTEST_PATIENCE = Duration.ofMinutes(1);

    public BreakerRule {
        if (failures < 1 || cooldown.isNegative() || cooldown.isZero()) {
            throw new IllegalArgumentException("a circuit opens after one failure or more, and for some time");
        }
    }

    /** After how long a probe that has told nothing makes way for another one. */
    public Duration probePatience() {
        return cooldown.compareTo(SHORTEST_PATIENCE) > 0 ? cooldown : SHORTEST_PATIENCE;
    }
}
