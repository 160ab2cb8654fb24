package dev.penstock.domain.log;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/** Where an entry stands in the order of time. Entries of one millisecond stand in the order of their ids. */
public record LogPlace(Instant createdAt, LogId id) implements Comparable<LogPlace> {
    private static final Comparator<LogPlace> ORDER = Comparator.comparing(LogPlace::createdAt)
            .thenComparing(place -> place.id().value().getMostSignificantBits(), Long::compareUnsigned)
            .thenComparing(place -> place.id().value().getLeastSignificantBits(), Long::compareUnsigned);

    public LogPlace {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    }

    public static LogPlace of(LogEntry entry) {
        return new LogPlace(entry.createdAt(), entry.id());
    }

    @Override
    public int compareTo(LogPlace other) {
        return ORDER.compare(this, other);
    }
}
