package dev.penstock.storage.sql;

import static dev.penstock.storage.sql.FacetTable.FACETS;
import static dev.penstock.storage.sql.FacetTable.FACET_ENTRIES;
import static dev.penstock.storage.sql.FacetTable.FACET_NUMBER;
import static dev.penstock.storage.sql.FacetTable.FIRST_AT;
import static dev.penstock.storage.sql.FacetTable.LAST_AT;
import static dev.penstock.storage.sql.LogTables.CREATED_AT;
import static dev.penstock.storage.sql.LogTables.FACET;
import static dev.penstock.storage.sql.LogTables.GATEWAY;
import static dev.penstock.storage.sql.LogTables.ID;
import static dev.penstock.storage.sql.LogTables.LOG;
import static dev.penstock.storage.sql.LogTables.NUMBER;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * A stretch of entries in the order of time, read from its index by walking over those that are not wanted. The walk begins where
 * the first wanted one can be, and at the nearer end.
 *
 * @param matching how many entries the pick has
 */
record LogSlice(LogPick pick, boolean descending, long matching) {
    private static final Table<Record> BY_TIME = DSL.table("{0} indexed by log_by_time", LOG);

    /** Numbers that stand in a statement; of more facets, the statement asks again which they are. */
    private static final int MOST_NAMED = 200;

    /** The numbers of the entries from an offset on, in their order. */
    List<Long> numbers(DSLContext sql, long offset, int size) {
        int take = (int) Math.max(0, Math.min(size, matching - offset));
        if (take == 0) {
            return List.of();
        }
        long fromTheEnd = matching - offset - take;
        if (fromTheEnd >= offset) {
            return walk(sql, offset, take);
        }
        List<Long> backwards = new ArrayList<>(new LogSlice(pick, !descending, matching).walk(sql, fromTheEnd, take));
        Collections.reverse(backwards);
        return backwards;
    }

    private List<Long> walk(DSLContext sql, long offset, int take) {
        return sql.select(NUMBER)
                .from(pick.pointed() ? LOG : BY_TIME)
                .where(pick.facets() == null ? pick.ofEntries() : ofFacets(sql))
                .orderBy(descending ? List.of(CREATED_AT.desc(), ID.desc()) : List.of(CREATED_AT.asc(), ID.asc()))
                .limit(take)
                .offset(offset)
                .fetch(NUMBER);
    }

    private Condition ofFacets(DSLContext sql) {
        Record bounds = sql.select(DSL.min(FIRST_AT), DSL.max(LAST_AT))
                .from(FACETS)
                .where(pick.ofFacets(), FACET_ENTRIES.gt(0L))
                .fetchSingle();
        List<Long> facets = sql.select(FACET_NUMBER)
                .from(FACETS)
                .where(pick.ofFacets(), FACET_ENTRIES.gt(0L))
                .limit(MOST_NAMED + 1)
                .fetch(FACET_NUMBER);
        Condition wanted = facets.size() > MOST_NAMED
                ? pick.ofEntries()
                : GATEWAY.eq(pick.gateway()).and(FACET.in(facets));
        if (pick.figures() != null && facets.size() <= MOST_NAMED) {
            wanted = wanted.and(pick.figures());
        }
        return wanted.and(CREATED_AT.between(bounds.get(0, Long.class), bounds.get(1, Long.class)));
    }
}
