package dev.penstock.domain.gateway;

import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.time.Duration;
import java.util.Objects;

/** How long whole answers are kept for identical requests. A time to live of zero means that nothing is cached. */
public record CachePolicy(Duration timeToLive, boolean invalidateOnUpdate) {
    public static final CachePolicy OFF = new CachePolicy(Duration.ZERO, false);

    public CachePolicy {
        if (timeToLive.isNegative()) {
            throw new IllegalArgumentException("a time to live is not negative");
        }
    }

    public boolean isOn() {
        return timeToLive.isPositive();
    }

    /** What a person sends. {@code cacheTtl} is in seconds; zero and null both mean off. */
    public record Draft(Given<Long> cacheTtl, Given<Boolean> cacheInvalidateOnUpdate) {
        public static final Draft OFF = new Draft(Given.of(0L), Given.of(false));

        void check(Violations violations) {
            Path ttl = Path.of("cache_ttl");
            if (cacheTtl.isOmitted()) {
                violations.required(ttl, null);
            }
            violations.between(ttl, cacheTtl.orNull(), 0, Integer.MAX_VALUE);
            violations.required(Path.of("cache_invalidate_on_update"), cacheInvalidateOnUpdate.orNull());
        }

        CachePolicy policy() {
            return new CachePolicy(
                    Duration.ofSeconds(Objects.requireNonNullElse(cacheTtl.orNull(), 0L)),
                    Objects.requireNonNullElse(cacheInvalidateOnUpdate.orNull(), false));
        }
    }
}
