package dev.penstock.domain.cache;

import dev.penstock.domain.gateway.CachePolicy;
import dev.penstock.domain.inference.CacheOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the answer to one request is cached, from what its gateway and the request itself say (data plane traffic, section 1).
 *
 * @param key what the caller tells answers apart by; null where the request itself is the key
 */
public record CacheRule(Duration timeToLive, @Nullable String key) {
    public static final Duration SHORTEST = Duration.ofMinutes(1);
    public static final Duration LONGEST = Duration.ofDays(30);
    public static final Duration OF_A_BARE_KEY = Duration.ofMinutes(5);
    public static final long LARGEST_REQUEST = 25L * 1024 * 1024;

    public CacheRule {
        if (timeToLive.compareTo(SHORTEST) < 0 || timeToLive.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("an answer is kept from 60 seconds to 30 days");
        }
    }

    /**
     * What the request is like.
     *
     * @param stream whether it asks for its answer as a stream
     * @param length of its body in bytes; negative while nobody knows
     */
    public record Asked(String method, boolean stream, long length) {}

    /** The rule for a request; null where its answer is neither taken from the cache nor kept there. */
    public static @Nullable CacheRule of(CachePolicy policy, CacheOptions options, Asked asked) {
        if (Boolean.TRUE.equals(options.skip()) || !isCacheable(asked)) {
            return null;
        }
        String key = options.key() == null || options.key().isEmpty() ? null : options.key();
        Duration asWished = options.timeToLive();
        if (asked.stream() && key == null && asWished == null) {
            return null;
        }
        if (key == null && !policy.isOn()) {
            return null;
        }
        Duration timeToLive = asWished != null ? asWished : policy.isOn() ? policy.timeToLive() : OF_A_BARE_KEY;
        return timeToLive.isPositive() ? new CacheRule(clamped(timeToLive), key) : null;
    }

    private static boolean isCacheable(Asked asked) {
        return asked.method().equals("POST") && asked.length() >= 0 && asked.length() <= LARGEST_REQUEST;
    }

    private static Duration clamped(Duration wished) {
        return wished.compareTo(SHORTEST) < 0 ? SHORTEST : wished.compareTo(LONGEST) > 0 ? LONGEST : wished;
    }
}
