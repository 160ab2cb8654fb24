package dev.penstock.domain.providerconfig;

import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How many calls may use a key in a period. What was never chosen is null; without a number of calls there is no limit. */
public record CallLimit(@Nullable Long calls, @Nullable Duration chosenPeriod) {
    private static final Duration USUAL_PERIOD = Duration.ofSeconds(60);

    public CallLimit {
        if ((calls != null && calls < 1) || (chosenPeriod != null && !chosenPeriod.isPositive())) {
            throw new IllegalArgumentException("limits are greater than zero");
        }
    }

    /** The period in force: a minute unless another was chosen. */
    public Duration period() {
        return Objects.requireNonNullElse(chosenPeriod, USUAL_PERIOD);
    }

    /** What a person sends. The period is in seconds. */
    public record Draft(@Nullable Long rateLimit, @Nullable Long rateLimitPeriod) {
        public static final Draft NONE = new Draft(null, null);

        void check(Violations violations) {
            violations.between(Path.of("rate_limit"), rateLimit, 1, Integer.MAX_VALUE);
            violations.between(Path.of("rate_limit_period"), rateLimitPeriod, 1, Integer.MAX_VALUE);
        }

        CallLimit limit() {
            return new CallLimit(rateLimit, rateLimitPeriod == null ? null : Duration.ofSeconds(rateLimitPeriod));
        }
    }
}
