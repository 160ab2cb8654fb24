import java.util.ArrayList;
import java.util.List;

/** Delays of several kinds over equal slots of time, as counts in buckets that are at most 0.8 % wide. For one thread. */
final class Delays {
    private static final int FINE = 128;
    private static final int BUCKETS = 22 * FINE;

    private final int[][][] counts;
    private final long[][] most;
    private final long slotNanos;

    Delays(int kinds, int slots, long wholeNanos) {
        counts = new int[slots][kinds][BUCKETS];
        most = new long[slots][kinds];
        slotNanos = wholeNanos / slots;
    }

    void add(int kind, long sinceStart, long tookNanos) {
        int slot = (int) Math.min(counts.length - 1, sinceStart / slotNanos);
        long micros = tookNanos / 1000;
        counts[slot][kind][Math.min(BUCKETS - 1, bucket(micros))]++;
        most[slot][kind] = Math.max(most[slot][kind], micros);
    }

    private static int bucket(long micros) {
        int doublings = Math.max(0, 63 - Long.numberOfLeadingZeros(micros | 1) - 7);
        return doublings * FINE + (int) (micros >> doublings);
    }

    private static long microsOf(int bucket) {
        int doublings = Math.max(0, bucket / FINE - 1);
        return (long) (bucket - doublings * FINE) << doublings;
    }

    /** Figures of a kind for each group of so many slots, as {@code NAME=NUMBER} in microseconds. */
    List<String> figures(int kind, int slotsEach) {
        List<String> figures = new ArrayList<>();
        for (int from = 0; from < counts.length; from += slotsEach) {
            long[] sum = new long[BUCKETS];
            long count = 0;
            long longest = 0;
            for (int slot = from; slot < from + slotsEach; slot++) {
                longest = Math.max(longest, most[slot][kind]);
                for (int bucket = 0; bucket < BUCKETS; bucket++) {
                    sum[bucket] += counts[slot][kind][bucket];
                    count += counts[slot][kind][bucket];
                }
            }
            figures.add("count=%d p50=%d p90=%d p99=%d p999=%d max=%d"
                    .formatted(count, at(sum, count, 500), at(sum, count, 900), at(sum, count, 990), at(sum, count, 999), longest));
        }
        return figures;
    }

    private static long at(long[] sum, long count, int perMille) {
        long wanted = (count * perMille + 999) / 1000;
        int bucket = 0;
        for (long seen = sum[0]; seen < wanted; seen += sum[bucket]) {
            bucket++;
        }
        return microsOf(bucket);
    }
}
