package dev.penstock.domain.spend;

import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.limit.Rolling;
import dev.penstock.domain.limit.Window;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One budget at one moment: what is settled, and what requests in flight have reserved. Amounts are US dollars, exact to the
 * millionth of a millionth and rounded up there. A cost counts in the window in which its request ended.
 */
public record SpendBucket(Rolling<BigDecimal> settled, BigDecimal reserved) {
    private static final int DIGITS = 12;

    public static SpendBucket empty(Window window, Instant now) {
        return new SpendBucket(new Rolling<>(window.number(now), BigDecimal.ZERO, BigDecimal.ZERO), BigDecimal.ZERO);
    }

    public static SpendBucket of(SettledSpend kept) {
        return new SpendBucket(kept.usd(), BigDecimal.ZERO);
    }

    /** An amount as it is counted here. */
    public static BigDecimal counted(Cost cost) {
        return cost.usd().scale() <= DIGITS ? cost.usd() : cost.usd().setScale(DIGITS, RoundingMode.CEILING);
    }

    /**
     * Whether a request may go ahead. One that is alone in the budget may, as long as anything is left; every other one must
     * fit in together with all that is reserved. A budget that is used up admits nothing.
     *
     * @param estimate the most the request can cost; null when nobody knows, and then it need not fit in
     */
    public boolean admits(SpendClaim claim, @Nullable BigDecimal estimate, Instant now) {
        Window window = claim.window();
        BigDecimal length = BigDecimal.valueOf(window.millis());
        BigDecimal spent = weighted(window, now, length);
        BigDecimal limit = claim.limit().multiply(length);
        if (spent.compareTo(limit) >= 0) {
            return false;
        }
        if (estimate == null || reserved.signum() == 0) {
            return true;
        }
        return spent.add(reserved.add(estimate).multiply(length)).compareTo(limit) <= 0;
    }

    /** What counts as spent at a moment. */
    public BigDecimal spent(Window window, Instant now) {
        BigDecimal length = BigDecimal.valueOf(window.millis());
        return weighted(window, now, length).divide(length, DIGITS, RoundingMode.CEILING);
    }

    /** What counts as spent at a moment, times the window's length: so there is nothing to divide and nothing to round. */
    private BigDecimal weighted(Window window, Instant now, BigDecimal length) {
        Rolling<BigDecimal> rolled = settled.in(window.number(now), BigDecimal.ZERO);
        return rolled.previous()
                .multiply(BigDecimal.valueOf(window.overlap(rolled.number(), now)))
                .add(rolled.current().multiply(length));
    }

    public SpendBucket reserve(BigDecimal amount) {
        return new SpendBucket(settled, reserved.add(amount));
    }

    /** Gives a reservation back. */
    public SpendBucket release(BigDecimal amount) {
        return new SpendBucket(settled, reserved.subtract(amount).max(BigDecimal.ZERO));
    }

    /** Counts what a request cost. */
    public SpendBucket settle(BigDecimal cost, Window window, Instant now) {
        Rolling<BigDecimal> rolled = settled.in(window.number(now), BigDecimal.ZERO);
        return new SpendBucket(rolled.withCurrent(rolled.current().add(cost)), reserved);
    }

    /** Whether it can be forgotten: nothing is reserved, and nothing that was settled counts from this moment on. */
    public boolean isOver(Duration length, Instant now) {
        return reserved.signum() == 0 && (isUntouched() || settled.isOver(Window.number(length, now)));
    }

    /** Whether nothing was ever spent of it that would still count. */
    public boolean isUntouched() {
        return settled.previous().signum() == 0 && settled.current().signum() == 0;
    }
}
