package dev.penstock.storage.sql;

import static dev.penstock.storage.sql.LogTables.CREATED_AT;
import static dev.penstock.storage.sql.LogTables.GATEWAY;
import static dev.penstock.storage.sql.LogTables.ID;
import static dev.penstock.storage.sql.LogTables.LOG;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogFilter;
import dev.penstock.domain.log.LogId;
import dev.penstock.domain.log.LogPlace;
import dev.penstock.domain.log.LogSelection;
import dev.penstock.domain.log.LogWalk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Row2;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * Walks along the index of time. How far a stretch reaches is told from the index alone, wanted or not; then the wanted rows
 * within it are read, and no others.
 */
final class SqlLogWalk {
    private final DSLContext sql;
    private final LogWalk walk;
    private final Condition beyond;

    /**
     * @param gateway the number of the walk's gateway
     */
    SqlLogWalk(DSLContext sql, LogWalk walk, long gateway) {
        this.sql = sql;
        this.walk = walk;
        Condition ours = GATEWAY.eq(gateway);
        beyond = walk.after() == null ? ours : ours.and(beyond(walk.after()));
    }

    LogWalk.Stretch stretch() {
        int looked = sql.fetchCount(places(walk.most(), 0));
        if (looked == 0) {
            return new LogWalk.Stretch(List.of(), 0, null);
        }
        LogPlace last = sql.fetchSingle(places(1, looked - 1)).map(SqlLogWalk::place);
        return new LogWalk.Stretch(wanted(last), looked, looked < walk.most() ? null : last);
    }

    private Select<Record> places(int most, int from) {
        return sql.select(List.of(CREATED_AT, ID))
                .from(LOG)
                .where(beyond, CREATED_AT.le(walk.until().toEpochMilli()))
                .orderBy(CREATED_AT, ID)
                .limit(most)
                .offset(from);
    }

    private List<LogEntry> wanted(LogPlace last) {
        return LogRows.entries(
                sql,
                walk.gateway(),
                sql.select(LogTables.COLUMNS)
                        .from(LOG)
                        .where(beyond, upTo(last), anyOf(walk.wanted()))
                        .orderBy(CREATED_AT, ID)
                        .fetch());
    }

    private static Condition anyOf(LogSelection selection) {
        List<Condition> alternatives = new ArrayList<>();
        for (List<LogFilter> filters : selection.alternatives()) {
            if (filters.isEmpty()) {
                return DSL.noCondition();
            }
            alternatives.add(DSL.and(filters.stream().map(LogConditions::of).toList()));
        }
        return alternatives.isEmpty() ? DSL.falseCondition() : DSL.or(alternatives);
    }

    // The time alone is said twice, so that planners see a range of the index in it. There must be one such bound
    // on either side: SQLite takes any of several, and may read to the end of the index for every stretch.

    private static Condition beyond(LogPlace place) {
        return CREATED_AT
                .ge(place.createdAt().toEpochMilli())
                .and(row(CREATED_AT, ID).gt(values(place)));
    }

    private static Condition upTo(LogPlace place) {
        return CREATED_AT
                .le(place.createdAt().toEpochMilli())
                .and(row(CREATED_AT, ID).le(values(place)));
    }

    private static Row2<Long, byte[]> values(LogPlace place) {
        return row(
                val(place.createdAt().toEpochMilli(), CREATED_AT.getDataType()),
                val(Binder.bytes(place.id().value()), ID.getDataType()));
    }

    private static LogPlace place(Record row) {
        return new LogPlace(Instant.ofEpochMilli(row.get(CREATED_AT)), new LogId(Binder.uuid(row.get(ID))));
    }
}
