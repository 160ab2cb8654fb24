package dev.penstock.domain.dataset;

import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogFilter;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violations;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/**
 * A choice of a gateway's log entries: those for which all filters hold; without filters, all of them. One that is not
 * enabled keeps its filters and chooses nothing. Times are whole milliseconds.
 */
public record Dataset(
        DatasetKey key,
        String name,
        boolean enabled,
        List<DatasetFilter> filters,
        Instant createdAt,
        Instant modifiedAt) {
    public Dataset {
        filters = List.copyOf(filters);
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        modifiedAt = modifiedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    public DatasetId id() {
        return key.id();
    }

    /** A new dataset from what a person sent, or everything that is wrong with it. */
    public static Validated<Dataset> define(DatasetKey key, DatasetDraft draft, Instant now) {
        return of(key, draft, now, now);
    }

    /** This dataset with what a person sent in place of its own name, switch and filters. */
    public Validated<Dataset> redefine(DatasetDraft draft, Instant now) {
        return of(key, draft, createdAt, now.isBefore(createdAt) ? createdAt : now);
    }

    private static Validated<Dataset> of(DatasetKey key, DatasetDraft draft, Instant created, Instant modified) {
        Violations violations = new Violations();
        List<DatasetFilter> filters = draft.check(violations);
        return violations.unlessAny(() -> new Dataset(
                key,
                Objects.requireNonNull(draft.name()),
                Objects.requireNonNull(draft.enable()),
                filters,
                created,
                modified));
    }

    public boolean selects(LogEntry entry) {
        return enabled
                && entry.key().gateway().equals(key.gateway())
                && meaning().stream().allMatch(filter -> filter.test(entry));
    }

    /** What the filters mean for a log entry. */
    public List<LogFilter> meaning() {
        return filters.stream().map(DatasetFilter::meaning).toList();
    }

    /** The filters as JSON text. */
    public String filterText() {
        return FilterText.of(filters);
    }
}
