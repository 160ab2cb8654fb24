package dev.penstock.bootstrap.exam;

import java.time.Duration;

/**
 * How fast time runs in an exam: as the catalogue has it, or five times as fast.
 *
 * @param divisor by what the catalogue's times are divided
 */
public record Pace(int divisor) {
    public static final Pace FULL = new Pace(1);
    public static final Pace SHORT = new Pace(5);

    /** How long a provider asks its caller to stay away: the one time that never shrinks, since a header counts in seconds. */
    static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private static final Duration LEAST_BOUND = Duration.ofSeconds(2);

    private Duration of(int seconds) {
        return Duration.ofSeconds(seconds).dividedBy(divisor);
    }

    /** How long a model may be silent before the exam's own route gives it up. */
    public Duration timeout() {
        return of(30);
    }

    public Duration lateToken() {
        return of(20);
    }

    Duration firstTokenLimit() {
        return of(5);
    }

    Duration lateBound() {
        return of(15);
    }

    Duration silence() {
        return of(30);
    }

    Duration stallLimit() {
        return of(10);
    }

    Duration stallBound() {
        return of(45);
    }

    Duration outage() {
        return of(60);
    }

    Duration interval() {
        return of(4);
    }

    Duration recovery() {
        return of(30);
    }

    /** How long a circuit stays open before a probe. */
    public Duration cooldown() {
        return of(10);
    }

    /** What a whole call may take, however its provider fails. */
    Duration budget() {
        return of(100);
    }

    /** A stream without a terminator is over at once; at another speed the bound would be less than noise. */
    Duration terminatorBound() {
        return max(of(8), LEAST_BOUND);
    }

    Duration retryDelay() {
        return max(of(1), Duration.ofMillis(250));
    }

    /** When the exam itself gives up an answer. */
    Duration patience() {
        return of(150);
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
