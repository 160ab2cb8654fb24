package dev.penstock.domain.gateway;

import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How many requests a gateway admits in a window. A limit or an interval of zero means no limit. */
public record RateLimit(
        long requests, Duration interval, @Nullable Technique chosenTechnique) {
    public static final RateLimit OFF = new RateLimit(0, Duration.ZERO, null);

    public RateLimit {
        if (requests < 0 || interval.isNegative()) {
            throw new IllegalArgumentException("limits are not negative");
        }
    }

    public boolean isOn() {
        return requests > 0 && interval.isPositive();
    }

    /** The technique in force: fixed windows unless another was chosen. */
    public Technique technique() {
        return Objects.requireNonNullElse(chosenTechnique, Technique.FIXED);
    }

    /** What a person sends. The interval is in seconds; zero and null both mean off. */
    public record Draft(
            Given<Long> rateLimitingLimit, Given<Long> rateLimitingInterval, Given<String> rateLimitingTechnique) {
        public static final Draft OFF = new Draft(Given.of(0L), Given.of(0L), Given.omitted());

        private static final Path TECHNIQUE = Path.of("rate_limiting_technique");

        void check(Violations violations) {
            checkCount(Path.of("rate_limiting_limit"), rateLimitingLimit, violations);
            checkCount(Path.of("rate_limiting_interval"), rateLimitingInterval, violations);
            violations.oneOf(TECHNIQUE, rateLimitingTechnique.orNull(), Technique.class, Violations.Case.LOWER);
        }

        private static void checkCount(Path path, Given<Long> count, Violations violations) {
            if (count.isOmitted()) {
                violations.required(path, null);
            }
            violations.between(path, count.orNull(), 0, Integer.MAX_VALUE);
        }

        RateLimit policy(RateLimit kept) {
            Given<Technique> technique = Choice.of(rateLimitingTechnique, Technique.class, Violations.Case.LOWER);
            return new RateLimit(
                    Objects.requireNonNullElse(rateLimitingLimit.orNull(), 0L),
                    Duration.ofSeconds(Objects.requireNonNullElse(rateLimitingInterval.orNull(), 0L)),
                    technique.over(kept.chosenTechnique));
        }
    }
}
