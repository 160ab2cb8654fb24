package dev.penstock.bootstrap;

/**
 * What an operator decides about kept answers.
 *
 * @param maxBytes what they may take in memory; zero keeps none
 * @param singleFlight whether identical requests that are under way share one call where the request does not say
 */
record CacheSettings(long maxBytes, boolean singleFlight) {
    static final CacheSettings DEFAULTS = new CacheSettings(32L * 1024 * 1024, false);

    CacheSettings {
        if (maxBytes < 0) {
            throw new IllegalArgumentException("the config key 'cache.max_bytes' needs a number of bytes");
        }
    }
}
