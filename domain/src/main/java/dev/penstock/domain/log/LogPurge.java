package dev.penstock.domain.log;

import dev.penstock.domain.gateway.GatewayAddress;
import java.util.List;

/** Which entries of a gateway are to go: of those that all filters let through, the first ones in an order. */
public record LogPurge(GatewayAddress gateway, List<LogFilter> filters, LogQuery.Order order, int limit) {
    /** How many entries one purge may take. */
    public static final int MOST = 10_000;

    public LogPurge {
        filters = List.copyOf(filters);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a purge takes 1 to " + MOST + " entries");
        }
    }

    /** The entries that were written first. */
    public static LogPurge oldest(GatewayAddress gateway, int limit) {
        return new LogPurge(gateway, List.of(), LogQuery.Order.OLDEST_FIRST, limit);
    }

    /** Those of these entries that are to go. */
    public List<LogEntry> of(List<LogEntry> all) {
        return all.stream()
                .filter(entry -> entry.key().gateway().equals(gateway))
                .filter(entry -> filters.stream().allMatch(filter -> filter.test(entry)))
                .sorted(order)
                .limit(limit)
                .toList();
    }
}
