package dev.penstock.storage.sql;

import static dev.penstock.storage.sql.LogTables.AUTHENTICATED;
import static dev.penstock.storage.sql.LogTables.CACHED;
import static dev.penstock.storage.sql.LogTables.COST;
import static dev.penstock.storage.sql.LogTables.COST_EXACT;
import static dev.penstock.storage.sql.LogTables.CREATED_AT;
import static dev.penstock.storage.sql.LogTables.CUSTOM_COST;
import static dev.penstock.storage.sql.LogTables.DURATION;
import static dev.penstock.storage.sql.LogTables.ENDING;
import static dev.penstock.storage.sql.LogTables.EVENT_ID;
import static dev.penstock.storage.sql.LogTables.FEEDBACK;
import static dev.penstock.storage.sql.LogTables.ID;
import static dev.penstock.storage.sql.LogTables.METADATA;
import static dev.penstock.storage.sql.LogTables.METADATA_ENTRIES;
import static dev.penstock.storage.sql.LogTables.METADATA_KEY;
import static dev.penstock.storage.sql.LogTables.METADATA_KIND;
import static dev.penstock.storage.sql.LogTables.METADATA_LOG;
import static dev.penstock.storage.sql.LogTables.METADATA_POSITION;
import static dev.penstock.storage.sql.LogTables.METADATA_VALUE;
import static dev.penstock.storage.sql.LogTables.MODEL;
import static dev.penstock.storage.sql.LogTables.MODEL_TYPE;
import static dev.penstock.storage.sql.LogTables.NUMBER;
import static dev.penstock.storage.sql.LogTables.PATH;
import static dev.penstock.storage.sql.LogTables.PROVIDER;
import static dev.penstock.storage.sql.LogTables.REQUEST_CONTENT_TYPE;
import static dev.penstock.storage.sql.LogTables.REQUEST_SIZE;
import static dev.penstock.storage.sql.LogTables.REQUEST_TYPE;
import static dev.penstock.storage.sql.LogTables.RESPONSE_CONTENT_TYPE;
import static dev.penstock.storage.sql.LogTables.RESPONSE_SIZE;
import static dev.penstock.storage.sql.LogTables.SCORE;
import static dev.penstock.storage.sql.LogTables.STATUS;
import static dev.penstock.storage.sql.LogTables.STEP;
import static dev.penstock.storage.sql.LogTables.TOKENS_CACHE_READ;
import static dev.penstock.storage.sql.LogTables.TOKENS_CACHE_WITHIN;
import static dev.penstock.storage.sql.LogTables.TOKENS_CACHE_WRITE;
import static dev.penstock.storage.sql.LogTables.TOKENS_IN;
import static dev.penstock.storage.sql.LogTables.TOKENS_OUT;
import static dev.penstock.storage.sql.LogTables.USER_AGENT;

import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.inference.Cost;
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
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Reads entries from narrow rows and the metadata beside them. */
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
            for (Record row : some) {
                entries.add(entry(gateway, row, metadata.getOrDefault(row.get(NUMBER), Map.of())));
            }
        }
        return entries;
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

    private static LogEntry entry(GatewayAddress gateway, Record row, Map<String, Metadata.Value> metadata) {
        return new LogEntry(
                new LogKey(gateway, new LogId(Binder.uuid(row.get(ID)))),
                Instant.ofEpochMilli(row.get(CREATED_AT)),
                call(row),
                outcome(row),
                new LogEntry.Spend(usage(row), cost(row), row.get(CUSTOM_COST)),
                new LogEntry.Caller(row.get(EVENT_ID), row.get(USER_AGENT), row.get(AUTHENTICATED)),
                content(row),
                notes(row, metadata));
    }

    private static LogEntry.Call call(Record row) {
        return new LogEntry.Call(
                new ProviderId(row.get(PROVIDER)),
                row.get(MODEL),
                row.get(MODEL_TYPE),
                row.get(PATH),
                LogEntry.RequestType.valueOf(row.get(REQUEST_TYPE).toUpperCase(Locale.ROOT)),
                row.get(STEP));
    }

    private static LogEntry.Outcome outcome(Record row) {
        return new LogEntry.Outcome(
                row.get(STATUS),
                row.get(CACHED),
                Duration.ofMillis(row.get(DURATION)),
                LogEntry.Ending.valueOf(row.get(ENDING).toUpperCase(Locale.ROOT)));
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

    private static LogEntry.Content content(Record row) {
        return new LogEntry.Content(
                row.get(REQUEST_CONTENT_TYPE),
                row.get(RESPONSE_CONTENT_TYPE),
                row.get(REQUEST_SIZE),
                row.get(RESPONSE_SIZE));
    }

    private static LogEntry.Notes notes(Record row, Map<String, Metadata.Value> metadata) {
        return new LogEntry.Notes(
                row.get(METADATA_ENTRIES) == null ? null : new Metadata(metadata), row.get(FEEDBACK), row.get(SCORE));
    }
}
