package dev.penstock.domain.inference;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of the reply cache. Null: not said.
 *
 * @param skip whether the cache is neither read nor written
 * @param timeToLive zero means that nothing is cached
 * @param key takes the place of the computed key
 * @param singleFlight whether identical requests in flight share one call
 */
public record CacheOptions(
        @Nullable Boolean skip,
        @Nullable Duration timeToLive,
        @Nullable String key,
        @Nullable Boolean singleFlight) {
    public static final CacheOptions NONE = new CacheOptions(null, null, null, null);
}
