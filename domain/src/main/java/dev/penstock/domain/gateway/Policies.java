package dev.penstock.domain.gateway;

import org.jspecify.annotations.Nullable;

/**
 * Everything a gateway's traffic obeys, one component per concern.
 *
 * @param spendLimits null when none were ever asked for
 */
public record Policies(
        CachePolicy cache,
        RateLimit rateLimit,
        RetryPolicy retry,
        LogPolicy log,
        AccessPolicy access,
        ContentPolicy content,
        ExportPolicy export,
        @Nullable SpendLimits spendLimits) {
    /** What holds before anybody chose anything: open, logged, nothing cached or limited. */
    public static final Policies DEFAULTS = new Policies(
            CachePolicy.OFF,
            RateLimit.OFF,
            RetryPolicy.OFF,
            LogPolicy.COLLECT,
            AccessPolicy.OPEN,
            ContentPolicy.NONE,
            ExportPolicy.NONE,
            null);
}
