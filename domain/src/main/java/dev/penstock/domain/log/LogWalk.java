package dev.penstock.domain.log;

import dev.penstock.domain.gateway.GatewayAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The next stretch of a walk through a gateway's entries, from the oldest on.
 *
 * @param wanted which entries are handed out; the others are passed by
 * @param until no entry that is younger is looked at
 * @param after where the last stretch ended; null for the first one
 * @param most how many entries are looked at, wanted or not
 */
public record LogWalk(
        GatewayAddress gateway,
        LogSelection wanted,
        Instant until,
        @Nullable LogPlace after,
        int most) {
    public LogWalk {
        if (most < 1) {
            throw new IllegalArgumentException("a walk goes forward");
        }
    }

    /**
     * What was found on the way.
     *
     * @param entries the wanted ones, in the order of time
     * @param looked how many were looked at
     * @param end where the next stretch begins; null when there is nothing beyond
     */
    public record Stretch(
            List<LogEntry> entries, int looked, @Nullable LogPlace end) {
        public Stretch {
            entries = List.copyOf(entries);
        }
    }

    /** The stretch, out of all entries that are in memory. */
    public Stretch through(List<LogEntry> all) {
        List<LogEntry> ahead = all.stream()
                .filter(entry -> entry.key().gateway().equals(gateway))
                .filter(this::isAhead)
                .sorted((one, other) -> LogPlace.of(one).compareTo(LogPlace.of(other)))
                .limit(most)
                .toList();
        LogPlace end = ahead.size() < most ? null : LogPlace.of(ahead.get(most - 1));
        return new Stretch(ahead.stream().filter(wanted).toList(), ahead.size(), end);
    }

    private boolean isAhead(LogEntry entry) {
        return !entry.createdAt().isAfter(until)
                && (after == null || LogPlace.of(entry).compareTo(after) > 0);
    }
}
