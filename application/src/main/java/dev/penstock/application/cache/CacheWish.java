package dev.penstock.application.cache;

import dev.penstock.domain.cache.CacheKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the answer to one request is to be cached.
 *
 * @param stream whether the request asks for a stream of events
 * @param shared whether it shares a call with identical requests
 * @param acceptEncoding the caller's header; null when it sent none
 */
public record CacheWish(
        CacheKey key,
        Duration timeToLive,
        boolean stream,
        boolean shared,
        @Nullable String acceptEncoding) {}
