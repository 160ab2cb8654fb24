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

    /** How the delay grows from one retry to the next. */
    public enum Backoff {
        CONSTANT,
        LINEAR,
        EXPONENTIAL
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
