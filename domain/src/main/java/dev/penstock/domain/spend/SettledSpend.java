package dev.penstock.domain.spend;

import dev.penstock.domain.limit.Rolling;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What has been spent of one budget, in US dollars: in a window and in the one before it. Absolute, so that the newest of
 * several takes the place of the others.
 */
public record SettledSpend(SpendKey key, Rolling<BigDecimal> usd) {
    /** The moment from which on it has no bearing on anything. */
    public Instant over() {
        return Instant.ofEpochMilli((usd.number() + 2) * key.bucket().length().toMillis());
    }
}
