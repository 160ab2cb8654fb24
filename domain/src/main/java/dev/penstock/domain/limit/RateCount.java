package dev.penstock.domain.limit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/**
 * How many calls have been admitted in windows of one length. Serves both techniques, so that a change between them keeps the
 * count; a change of the length starts a new one, since its windows are others.
 */
public record RateCount(Duration length, Rolling<Long> calls) {
    private static final int DIGITS = 3;

    /** Whether a call fits, and what is counted from then on; a call that does not fit is not counted. */
    public record Verdict(boolean admitted, RateCount next) {}

    public static RateCount none(Window window, Instant now) {
        return new RateCount(window.length(), new Rolling<>(window.number(now), 0L, 0L));
    }

    public Verdict admit(RateWindow rate, Instant now) {
        Window window = rate.window();
        if (!length.equals(window.length())) {
            return none(window, now).admit(rate, now);
        }
        Rolling<Long> rolled = calls.in(window.number(now), 0L);
        long room = rate.limit() - rolled.current() - 1;
        long overlap = window.overlap(rolled.number(), now);
        if (room < 0 || !fits(rolled.previous(), overlap, room, window.millis())) {
            return new Verdict(false, new RateCount(length, rolled));
        }
        return new Verdict(true, new RateCount(length, rolled.withCurrent(rolled.current() + 1)));
    }

    /** Whether {@code previous * overlap / length <= room}, exactly: the products may need more than 64 bits. */
    private static boolean fits(long previous, long overlap, long room, long length) {
        long high = Long.compare(Math.multiplyHigh(previous, overlap), Math.multiplyHigh(room, length));
        return high == 0 ? Long.compareUnsigned(previous * overlap, room * length) <= 0 : high < 0;
    }

    /** How many calls count at a moment; of those in the window before, perhaps a part of one. */
    public BigDecimal counted(Window window, Instant now) {
        if (!length.equals(window.length())) {
            return BigDecimal.ZERO;
        }
        Rolling<Long> rolled = calls.in(window.number(now), 0L);
        BigDecimal before = BigDecimal.valueOf(rolled.previous())
                .multiply(BigDecimal.valueOf(window.overlap(rolled.number(), now)))
                .divide(BigDecimal.valueOf(window.millis()), DIGITS, RoundingMode.HALF_UP);
        return before.add(BigDecimal.valueOf(rolled.current())).stripTrailingZeros();
    }

    /** Whether the count has no bearing on any call from this moment on. */
    public boolean isOver(Instant now) {
        return calls.isOver(Window.number(length, now));
    }
}
