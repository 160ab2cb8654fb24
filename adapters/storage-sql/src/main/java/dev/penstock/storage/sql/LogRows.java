package dev.penstock.storage.sql;

import static dev.penstock.storage.sql.FacetTable.FACETS;
import static dev.penstock.storage.sql.FacetTable.FACET_NUMBER;
import static dev.penstock.storage.sql.FacetTable.SHARED;
import static dev.penstock.storage.sql.LogTables.CAUSE;
import static dev.penstock.storage.sql.LogTables.COST;
import static dev.penstock.storage.sql.LogTables.COST_EXACT;
import static dev.penstock.storage.sql.LogTables.CREATED_AT;
import static dev.penstock.storage.sql.LogTables.CUSTOM_COST;
import static dev.penstock.storage.sql.LogTables.DURATION;
import static dev.penstock.storage.sql.LogTables.EVENT_ID;
import static dev.penstock.storage.sql.LogTables.FACET;
import static dev.penstock.storage.sql.LogTables.FEEDBACK;
import static dev.penstock.storage.sql.LogTables.ID;
import static dev.penstock.storage.sql.LogTables.METADATA;
import static dev.penstock.storage.sql.LogTables.METADATA_ENTRIES;
import static dev.penstock.storage.sql.LogTables.METADATA_KEY;
import static dev.penstock.storage.sql.LogTables.METADATA_KIND;
import static dev.penstock.storage.sql.LogTables.METADATA_LOG;
import static dev.penstock.storage.sql.LogTables.METADATA_POSITION;
import static dev.penstock.storage.sql.LogTables.METADATA_VALUE;
import static dev.penstock.storage.sql.LogTables.NUMBER;
import static dev.penstock.storage.sql.LogTables.PATH;
import static dev.penstock.storage.sql.LogTables.REQUEST_CONTENT_TYPE;
import static dev.penstock.storage.sql.LogTables.REQUEST_SIZE;
import static dev.penstock.storage.sql.LogTables.RESPONSE_SIZE;
import static dev.penstock.storage.sql.LogTables.SCORE;
import static dev.penstock.storage.sql.LogTables.TOKENS_CACHE_READ;
import static dev.penstock.storage.sql.LogTables.TOKENS_CACHE_WITHIN;
import static dev.penstock.storage.sql.LogTables.TOKENS_CACHE_WRITE;
import static dev.penstock.storage.sql.LogTables.TOKENS_IN;
import static dev.penstock.storage.sql.LogTables.TOKENS_OUT;
import static dev.penstock.storage.sql.LogTables.TRAIL;
import static dev.penstock.storage.sql.LogTables.TRAILS;
import static dev.penstock.storage.sql.LogTables.TRAIL_LOG;

import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.Door;
import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.inference.TokenUsage;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogId;
import dev.penstock.domain.log.LogKey;
import dev.penstock.domain.provider.ProviderId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Reads entries from narrow rows and what stands beside them. */
final class LogRows {
    private static final String TEXT = "text";
    private static final String NUMERIC = "number";
    private static final String FLAG = "flag";

    /** Databases take only so many values in one statement. */
    private static final int MOST_VALUES = 1000;

    private LogRows() {}

    static List<LogEntry> entries(DSLContext sql, GatewayAddress gateway, List<Record> rows) {
        List<LogEntry> entries = new ArrayList<>(rows.size());
        for (int from = 0; from < rows.size(); from += MOST_VALUES) {
            List<Record> some = rows.subList(from, Math.min(rows.size(), from + MOST_VALUES));
            Map<Long, Map<String, Metadata.Value>> metadata = metadata(sql, some);
            Map<Long, FacetRow> facets = facets(sql, some);
            for (Record row : some) {
                FacetRow facet = Objects.requireNonNull(facets.get(row.get(FACET)));
                entries.add(entry(gateway, row, facet, metadata.getOrDefault(row.get(NUMBER), Map.of())));
            }
        }
        return entries;
    }

    /** One entry, with the way that led to it. */
    static LogEntry whole(DSLContext sql, GatewayAddress gateway, Record row) {
        Optional<String> trail = sql.select(TRAIL)
                .from(TRAILS)
                .where(TRAIL_LOG.eq(row.get(NUMBER)))
                .fetchOptional(TRAIL);
        return entries(sql, gateway, List.of(row))
                .getFirst()
                .withTrail(trail.map(TrailRow::read).orElse(null));
    }

    private static Map<Long, FacetRow> facets(DSLContext sql, List<Record> rows) {
        List<Long> numbers = rows.stream().map(row -> row.get(FACET)).distinct().toList();
        return sql.select(FACET_NUMBER)
                .select(SHARED)
                .from(FACETS)
                .where(FACET_NUMBER.in(numbers))
                .fetchMap(FACET_NUMBER, FacetRow::of);
    }

    private static Map<Long, Map<String, Metadata.Value>> metadata(DSLContext sql, List<Record> rows) {
        List<Long> numbers = rows.stream()
                .filter(row -> row.get(METADATA_ENTRIES) != null && row.get(METADATA_ENTRIES) > 0)
                .map(row -> row.get(NUMBER))
                .toList();
        Map<Long, Map<String, Metadata.Value>> byLog = new HashMap<>();
        if (!numbers.isEmpty()) {
            sql.select(METADATA_LOG, METADATA_KEY, METADATA_VALUE, METADATA_KIND)
                    .from(METADATA)
                    .where(METADATA_LOG.in(numbers))
                    .orderBy(METADATA_LOG, METADATA_POSITION)
                    .forEach(row -> byLog.computeIfAbsent(row.get(METADATA_LOG), log -> new LinkedHashMap<>())
                            .put(row.get(METADATA_KEY), value(row.get(METADATA_KIND), row.get(METADATA_VALUE))));
        }
        return byLog;
    }

    /** What people added to the entry of a row. */
    static LogEntry.Notes notes(DSLContext sql, Record row) {
        return notes(row, metadata(sql, List.of(row)).getOrDefault(row.get(NUMBER), Map.of()));
    }

    static String kind(Metadata.Value value) {
        return switch (value) {
            case Metadata.Value.Text text -> TEXT;
            case Metadata.Value.Numeric numeric -> NUMERIC;
            case Metadata.Value.Flag flag -> FLAG;
        };
    }

    private static Metadata.Value value(String kind, String text) {
        return switch (kind) {
            case TEXT -> new Metadata.Value.Text(text);
            case NUMERIC -> new Metadata.Value.Numeric(new BigDecimal(text));
            case FLAG -> new Metadata.Value.Flag(Boolean.parseBoolean(text));
            default -> throw new IllegalStateException("no kind of metadata: " + kind);
        };
    }

    private static LogEntry entry(
            GatewayAddress gateway, Record row, FacetRow facet, Map<String, Metadata.Value> metadata) {
        LogId id = new LogId(Binder.uuid(row.get(ID)));
        String event = Objects.requireNonNullElse(row.get(EVENT_ID), id.toString());
        return new LogEntry(
                new LogKey(gateway, id),
                Instant.ofEpochMilli(row.get(CREATED_AT)),
                call(row, facet),
                outcome(row, facet),
                new LogEntry.Spend(usage(row), cost(row), row.get(CUSTOM_COST)),
                new LogEntry.Caller(event, facet.userAgent(), facet.authenticated()),
                content(row, facet),
                notes(row, metadata));
    }

    private static LogEntry.Call call(Record row, FacetRow facet) {
        return new LogEntry.Call(
                new ProviderId(facet.provider()),
                facet.model(),
                facet.modelType(),
                row.get(PATH),
                Door.valueOf(facet.requestType().toUpperCase(Locale.ROOT)),
                facet.step());
    }

    private static LogEntry.Outcome outcome(Record row, FacetRow facet) {
        return new LogEntry.Outcome(
                facet.status(),
                facet.cached(),
                Duration.ofMillis(row.get(DURATION)),
                LogEntry.Ending.valueOf(facet.ending().toUpperCase(Locale.ROOT)),
                row.get(CAUSE));
    }

    private static @Nullable TokenUsage usage(Record row) {
        return row.get(TOKENS_IN) == null
                ? null
                : new TokenUsage(
                        row.get(TOKENS_IN),
                        row.get(TOKENS_OUT),
                        row.get(TOKENS_CACHE_READ),
                        row.get(TOKENS_CACHE_WRITE),
                        row.get(TOKENS_CACHE_WITHIN));
    }

    private static @Nullable Cost cost(Record row) {
        Double rounded = row.get(COST);
        String exact = row.get(COST_EXACT);
        if (rounded == null) {
            return null;
        }
        return new Cost(exact == null ? BigDecimal.valueOf(rounded) : new BigDecimal(exact));
    }

    private static LogEntry.Content content(Record row, FacetRow facet) {
        return new LogEntry.Content(
                row.get(REQUEST_CONTENT_TYPE),
                facet.responseContentType(),
                row.get(REQUEST_SIZE),
                row.get(RESPONSE_SIZE));
    }

    private static LogEntry.Notes notes(Record row, Map<String, Metadata.Value> metadata) {
        return new LogEntry.Notes(
                row.get(METADATA_ENTRIES) == null ? null : new Metadata(metadata), row.get(FEEDBACK), row.get(SCORE));
    }
}
