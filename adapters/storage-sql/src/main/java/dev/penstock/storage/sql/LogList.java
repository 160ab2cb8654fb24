package dev.penstock.storage.sql;

import static dev.penstock.storage.sql.LogTables.CREATED_AT;
import static dev.penstock.storage.sql.LogTables.ID;
import static dev.penstock.storage.sql.LogTables.LOG;
import static dev.penstock.storage.sql.LogTables.NUMBER;

import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogQuery;
import dev.penstock.domain.page.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/** One page of a gateway's entries, with the exact count of all. */
final class LogList {
    /** So many entries are sorted in memory. */
    private static final int FEW = 200;

    private final DSLContext sql;
    private final LogQuery query;
    private final LogPick pick;
    private final long entries;

    /**
     * @param entries how many the gateway has
     */
    LogList(DSLContext sql, LogQuery query, long gateway, long entries) {
        this.sql = sql;
        this.query = query;
        this.entries = entries;
        pick = LogPick.of(sql, gateway, query.filters(), query.search());
    }

    Page<LogEntry> page() {
        if (pick.figures() != null) {
            // One look at all entries serves for the count and the page where few are wanted.
            List<Long> few = pick.some(sql, FEW + 1);
            if (few.size() <= FEW) {
                return Page.of(read(few).stream().sorted(query.order()).toList(), query.page());
            }
        }
        return switch (query.order().field()) {
            case CREATED_AT -> byTime();
            case PROVIDER -> grouped(FacetTable.PROVIDER);
            case MODEL -> grouped(FacetTable.MODEL);
            case MODEL_TYPE -> grouped(FacetTable.MODEL_TYPE);
            case SUCCESS -> grouped(FacetTable.SUCCESS);
            case CACHED -> grouped(FacetTable.CACHED);
            case COST -> sorted(LogTables.COST);
            case TOKENS_IN -> sorted(LogTables.TOKENS_IN);
            case TOKENS_OUT -> sorted(LogTables.TOKENS_OUT);
            case DURATION -> sorted(LogTables.DURATION);
            case FEEDBACK -> sorted(LogTables.FEEDBACK);
        };
    }

    private Page<LogEntry> byTime() {
        boolean everything = pick.facets() == null && pick.figures() == null;
        long total = everything ? entries : pick.total(sql);
        return page(
                slice(pick, total)
                        .numbers(sql, query.page().offset(), query.page().size()),
                total);
    }

    private LogSlice slice(LogPick some, long matching) {
        return new LogSlice(some, query.order().descending(), matching);
    }

    /** The counts of the values say in which of them the page lies; within one, entries come in the order of time. */
    private <T> Page<LogEntry> grouped(Field<T> column) {
        List<LogGroup<T>> groups = pick.groups(sql, column, query.order().descending());
        List<Long> numbers = new ArrayList<>();
        long before = 0;
        for (LogGroup<T> group : groups) {
            long offset = Math.max(0, query.page().offset() - before);
            int missing = query.page().size() - numbers.size();
            if (missing > 0 && offset < group.entries()) {
                numbers.addAll(slice(pick.having(column, group.value()), group.entries())
                        .numbers(sql, offset, missing));
            }
            before += group.entries();
        }
        return page(numbers, before);
    }

    private Page<LogEntry> sorted(Field<?> column) {
        boolean down = query.order().descending();
        List<Long> numbers = sql.select(NUMBER)
                .from(LOG)
                .where(pick.ofEntries())
                .orderBy(
                        down ? column.desc().nullsLast() : column.asc().nullsFirst(),
                        down ? CREATED_AT.desc() : CREATED_AT.asc(),
                        down ? ID.desc() : ID.asc())
                .limit(query.page().size())
                .offset(query.page().offset())
                .fetch(NUMBER);
        return page(numbers, pick.total(sql));
    }

    private Page<LogEntry> page(List<Long> numbers, long total) {
        return new Page<>(read(numbers), total, query.page());
    }

    /** The entries with these numbers, in their order. */
    private List<LogEntry> read(List<Long> numbers) {
        Map<Long, Record> rows = sql.select(LogTables.COLUMNS)
                .from(LOG)
                .where(NUMBER.in(numbers))
                .fetchMap(NUMBER);
        List<Record> ordered = numbers.stream().map(rows::get).toList();
        return LogRows.entries(sql, query.gateway(), ordered);
    }
}
