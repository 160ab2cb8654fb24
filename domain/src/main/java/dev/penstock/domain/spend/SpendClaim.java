package dev.penstock.domain.spend;

import dev.penstock.domain.limit.Window;
import java.math.BigDecimal;
import java.util.Locale;

/** That a request needs room in a budget: which one, and how large it is by the rule as it stands now. */
public record SpendClaim(BucketKey bucket, BigDecimal limit, Window window) {
    public SpendClaim {
        if (!bucket.length().equals(window.length()) || limit.signum() <= 0) {
            throw new IllegalArgumentException("a budget counts in windows of its own length");
        }
    }

    /** What a caller is told whose request finds no room. */
    public String refusal(String provider, String model) {
        return "Spend limit exceeded: rule '%s' (cost limit %s per %ds, %s) for %s %s"
                .formatted(
                        bucket.ruleId(),
                        limit.toPlainString(),
                        window.length().toSeconds(),
                        window.technique().name().toLowerCase(Locale.ROOT),
                        provider,
                        model);
    }
}
