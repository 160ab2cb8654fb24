package dev.penstock.domain.gateway;

import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How often and how fast a failed provider call is tried again. What was never chosen is null; no attempts means no retries. */
public record RetryPolicy(
        @Nullable Integer maxAttempts,
        @Nullable Duration delay,
        @Nullable Backoff backoff) {
    public static final RetryPolicy OFF = new RetryPolicy(null, null, null);

    private static final long MOST_ATTEMPTS = 5;
    private static final long LONGEST_DELAY_MILLIS = 60_000;

    /** The longest pause, before it is drawn out. */
    public static final Duration LONGEST_DELAY = Duration.ofMillis(LONGEST_DELAY_MILLIS);

    /** By as much of its length is a pause drawn out at random, so that many callers do not come back at once. */
    private static final double JITTER = 0.2;

    private static final Duration USUAL_DELAY = Duration.ofSeconds(1);
    private static final int REQUEST_TIMEOUT = 408;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_SERVER_ERROR = 500;

    /** How the delay grows from one retry to the next. */
    public enum Backoff {
        CONSTANT,
        LINEAR,
        EXPONENTIAL
    }

    /** The upper policy, and the lower one wherever it says nothing. */
    public static RetryPolicy layered(RetryPolicy upper, RetryPolicy lower) {
        return new RetryPolicy(
                upper.maxAttempts != null ? upper.maxAttempts : lower.maxAttempts,
                upper.delay != null ? upper.delay : lower.delay,
                upper.backoff != null ? upper.backoff : lower.backoff);
    }

    /** How many calls may follow the first one (traffic, section 7: so many after the first try). */
    public int retries() {
        return maxAttempts == null ? 0 : maxAttempts;
    }

    /** Whether a call that was answered with this status may be made again. */
    public static boolean isWorthRetrying(int status) {
        return status == REQUEST_TIMEOUT
                || status == CONFLICT
                || status == TOO_MANY_REQUESTS
                || status >= FIRST_SERVER_ERROR;
    }

    /**
     * How long to wait before a retry; null when the provider asks for more patience than there is.
     *
     * @param retry 1 for the first one
     * @param wanted what the provider asked for in {@code Retry-After}; null when it said nothing
     */
    public @Nullable Duration delayBefore(int retry, @Nullable Duration wanted) {
        Duration base = delay == null ? USUAL_DELAY : delay;
        Duration grown = switch (backoff == null ? Backoff.CONSTANT : backoff) {
            case CONSTANT -> base;
            case LINEAR -> base.multipliedBy(retry);
            case EXPONENTIAL -> base.multipliedBy(1L << (retry - 1));
        };
        Duration own = grown.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : grown;
        if (wanted == null || wanted.compareTo(own) <= 0) {
            return own;
        }
        return wanted.compareTo(LONGEST_DELAY) > 0 ? null : wanted;
    }

    /**
     * A pause, drawn out by chance.
     *
     * @param chance from 0 to 1
     */
    public static Duration drawnOut(Duration pause, double chance) {
        long millis = pause.toMillis();
        return Duration.ofMillis(millis + (long) (millis * JITTER * chance));
    }

    /** What a person sends. The delay is in milliseconds. */
    public record Draft(Given<Long> retryMaxAttempts, Given<Long> retryDelay, Given<String> retryBackoff) {
        public static final Draft OMITTED = new Draft(Given.omitted(), Given.omitted(), Given.omitted());

        void check(Violations violations) {
            violations.between(Path.of("retry_max_attempts"), retryMaxAttempts.orNull(), 1, MOST_ATTEMPTS);
            violations.between(Path.of("retry_delay"), retryDelay.orNull(), 0, LONGEST_DELAY_MILLIS);
            violations.oneOf(Path.of("retry_backoff"), retryBackoff.orNull(), Backoff.class, Violations.Case.LOWER);
        }

        RetryPolicy policy(RetryPolicy kept) {
            Long attempts = retryMaxAttempts.over(kept.maxAttempts == null ? null : kept.maxAttempts.longValue());
            Long millis = retryDelay.over(kept.delay == null ? null : kept.delay.toMillis());
            return new RetryPolicy(
                    attempts == null ? null : attempts.intValue(),
                    millis == null ? null : Duration.ofMillis(millis),
                    Choice.of(retryBackoff, Backoff.class, Violations.Case.LOWER)
                            .over(kept.backoff));
        }
    }
}
