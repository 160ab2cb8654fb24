package dev.penstock.domain.inference;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of the reply cache. Null: not said.
 *
 * @param skip neither take the answer from the cache nor keep it there
 * @param timeToLive how long the answer may be kept; zero turns the cache off for this request
 * @param key what answers are told apart by, in place of everything the request holds
 * @param singleFlight whether identical requests that are under way share one call
 */
public record CacheOptions(
        @Nullable Boolean skip,
        @Nullable Duration timeToLive,
        @Nullable String key,
        @Nullable Boolean singleFlight) {
    public static final CacheOptions NONE = new CacheOptions(null, null, null, null);
}
