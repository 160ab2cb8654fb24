package dev.penstock.storage.sql;

import static dev.penstock.storage.sql.FacetTable.FACETS;
import static dev.penstock.storage.sql.FacetTable.FACET_ENTRIES;
import static dev.penstock.storage.sql.FacetTable.FACET_NUMBER;
import static dev.penstock.storage.sql.LogTables.CREATED_AT;
import static dev.penstock.storage.sql.LogTables.FACET;
import static dev.penstock.storage.sql.LogTables.GATEWAY;
import static dev.penstock.storage.sql.LogTables.ID;
import static dev.penstock.storage.sql.LogTables.LOG;
import static dev.penstock.storage.sql.LogTables.NUMBER;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record3;
import org.jooq.Select;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * A stretch of entries in the order of time. There are three ways to it, and the cheapest by their counts is taken: to walk the
 * index of time and leave out the others, to merge the facets' own orders, or to sort all entries of the facets.
 *
 * @param entries how many the gateway has
 * @param matching how many the pick has
 */
record LogSlice(LogPick pick, boolean descending, long entries, long matching) {
    private static final Table<Record> BY_TIME = DSL.table("{0} indexed by log_by_time", LOG);
    private static final Table<Record> BY_FACET = DSL.table("{0} indexed by log_by_facet", LOG);

    /** What databases join in one statement without trouble. */
    private static final int MOST_MERGED = 50;

    /** The numbers of the entries from an offset on, in their order. */
    List<Long> numbers(DSLContext sql, long offset, int size) {
        int take = (int) Math.max(0, Math.min(size, matching - offset));
        if (take == 0) {
            return List.of();
        }
        long fromTheEnd = matching - offset - take;
        if (fromTheEnd >= offset) {
            return ways(sql, offset, take);
        }
        // The end of a long list is near when it is read backwards.
        List<Long> backwards =
                new ArrayList<>(new LogSlice(pick, !descending, entries, matching).ways(sql, fromTheEnd, take));
        Collections.reverse(backwards);
        return backwards;
    }

    private List<Long> ways(DSLContext sql, long offset, int take) {
        if (pick.facets() == null || pick.pointed()) {
            return plain(sql, pick.pointed() ? LOG : BY_TIME, pick.ofEntries(), offset, take);
        }
        long end = offset + take;
        double walk = Math.min((double) entries, (double) end * entries / matching);
        Map<Long, Long> facets = sql.select(FACET_NUMBER, FACET_ENTRIES)
                .from(FACETS)
                .where(pick.ofFacets(), FACET_ENTRIES.gt(0L))
                .limit(MOST_MERGED + 1)
                .fetchMap(FACET_NUMBER, FACET_ENTRIES);
        boolean merges = facets.size() <= MOST_MERGED;
        if (merges && pick.figures() == null && merging(facets, end) <= walk) {
            return merged(sql, facets, offset, take);
        }
        boolean sorts = 2.0 * pick.inFacets(sql) < walk;
        Condition wanted = merges ? inFacets(facets) : pick.ofEntries();
        return plain(sql, sorts ? BY_FACET : BY_TIME, wanted, offset, take);
    }

    private static long merging(Map<Long, Long> facets, long end) {
        return facets.values().stream().mapToLong(count -> Math.min(count, end)).sum();
    }

    /** Numbers in place of a query for them, which would be asked again and again. */
    private Condition inFacets(Map<Long, Long> facets) {
        Condition wanted = GATEWAY.eq(pick.gateway()).and(FACET.in(facets.keySet()));
        return pick.figures() == null ? wanted : wanted.and(pick.figures());
    }

    private List<Long> plain(DSLContext sql, Table<Record> from, Condition wanted, long offset, int take) {
        return sql.select(NUMBER)
                .from(from)
                .where(wanted)
                .orderBy(order())
                .limit(take)
                .offset(offset)
                .fetch(NUMBER);
    }

    private List<SortField<?>> order() {
        return descending ? List.of(CREATED_AT.desc(), ID.desc()) : List.of(CREATED_AT.asc(), ID.asc());
    }

    private List<Long> merged(DSLContext sql, Map<Long, Long> facets, long offset, int take) {
        if (facets.size() == 1) {
            return plain(sql, BY_FACET, inFacets(facets), offset, take);
        }
        Select<Record3<Long, Long, byte[]>> all = null;
        for (long facet : facets.keySet()) {
            Select<Record3<Long, Long, byte[]>> one = DSL.select(NUMBER, CREATED_AT, ID)
                    .from(DSL.select(NUMBER, CREATED_AT, ID)
                            .from(BY_FACET)
                            .where(GATEWAY.eq(pick.gateway()), FACET.eq(facet))
                            .orderBy(order())
                            .limit(offset + take)
                            .asTable("log"));
            all = all == null ? one : all.unionAll(one);
        }
        return sql.select(NUMBER)
                .from(Objects.requireNonNull(all).asTable("log"))
                .orderBy(order())
                .limit(take)
                .offset(offset)
                .fetch(NUMBER);
    }
}
