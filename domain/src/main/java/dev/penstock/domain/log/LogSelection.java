package dev.penstock.domain.log;

import java.util.List;
import java.util.function.Predicate;

/**
 * Entries that at least one of several lists of filters lets through; all filters of a list must hold. An empty list lets
 * everything through, no list at all nothing.
 */
public record LogSelection(List<List<LogFilter>> alternatives) implements Predicate<LogEntry> {
    public LogSelection {
        alternatives = alternatives.stream().map(List::copyOf).toList();
    }

    public boolean isEmpty() {
        return alternatives.isEmpty();
    }

    @Override
    public boolean test(LogEntry entry) {
        return alternatives.stream().anyMatch(filters -> filters.stream().allMatch(filter -> filter.test(entry)));
    }
}
