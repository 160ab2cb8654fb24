package dev.penstock.domain.limit;

import dev.penstock.domain.gateway.Technique;
import java.time.Duration;
import java.time.Instant;

/**
 * Time cut into windows of one length, the first of which began with the epoch. How exact it is: a millisecond.
 *
 * @param technique fixed: each window starts anew; sliding: the one before counts as far as it overlaps with the last length
 */
public record Window(Duration length, Technique technique) {
    public Window {
        if (length.toMillis() < 1) {
            throw new IllegalArgumentException("a window lasts a millisecond at least");
        }
    }

    public long millis() {
        return length.toMillis();
    }

    /** The number of the window that a moment lies in. */
    public long number(Instant moment) {
        return number(length, moment);
    }

    /** The same, for any technique. */
    public static long number(Duration length, Instant moment) {
        return Math.floorDiv(moment.toEpochMilli(), length.toMillis());
    }

    /**
     * For how many milliseconds of its length the window before this number still counts: none in fixed windows. A moment
     * before the window is taken for its beginning, one after it for its end.
     */
    public long overlap(long number, Instant moment) {
        if (technique == Technique.FIXED) {
            return 0;
        }
        long elapsed = moment.toEpochMilli() - number * millis();
        return millis() - Math.clamp(elapsed, 0, millis());
    }
}
