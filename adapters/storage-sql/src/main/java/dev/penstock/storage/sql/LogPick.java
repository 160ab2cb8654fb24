package dev.penstock.storage.sql;

import static dev.penstock.storage.sql.FacetTable.FACETS;
import static dev.penstock.storage.sql.FacetTable.FACET_ENTRIES;
import static dev.penstock.storage.sql.FacetTable.FACET_GATEWAY;
import static dev.penstock.storage.sql.FacetTable.FACET_NUMBER;
import static dev.penstock.storage.sql.LogTables.COST;
import static dev.penstock.storage.sql.LogTables.DURATION;
import static dev.penstock.storage.sql.LogTables.EVENT_ID;
import static dev.penstock.storage.sql.LogTables.FACET;
import static dev.penstock.storage.sql.LogTables.GATEWAY;
import static dev.penstock.storage.sql.LogTables.GATEWAYS;
import static dev.penstock.storage.sql.LogTables.GATEWAY_NUMBER;
import static dev.penstock.storage.sql.LogTables.ID;
import static dev.penstock.storage.sql.LogTables.LOG;
import static dev.penstock.storage.sql.LogTables.METADATA;
import static dev.penstock.storage.sql.LogTables.METADATA_LOG;
import static dev.penstock.storage.sql.LogTables.METADATA_VALUE;
import static dev.penstock.storage.sql.LogTables.NUMBER;
import static dev.penstock.storage.sql.LogTables.TOKENS_IN;
import static dev.penstock.storage.sql.LogTables.TOKENS_OUT;

import dev.penstock.domain.log.LogField;
import dev.penstock.domain.log.LogFilter;
import dev.penstock.domain.log.LogId;
import dev.penstock.domain.log.LogRanges;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a gateway that some filters let through, in two halves: what they ask of facets, which are few and counted, and
 * what they ask of each entry.
 *
 * @param facets what is asked of facets; null: nothing
 * @param figures what is asked of entries; null: nothing
 * @param pointed whether the second half names few entries that an index finds, so that no other way to them is to be tried
 */
record LogPick(
        long gateway, @Nullable Condition facets, @Nullable Condition figures, boolean pointed) {
    /** A value of metadata that more entries have than this is not worth looking them up one by one. */
    private static final int MANY = 2000;

    static LogPick of(DSLContext sql, long gateway, List<LogFilter> filters, @Nullable String search) {
        Condition figures = search == null ? null : LogConditions.mentions(search);
        boolean pointed = false;
        for (LogFilter filter : filters) {
            if (!LogConditions.isOfFacet(filter.field())) {
                Condition point = point(sql, filter);
                Condition wanted = point == null ? LogConditions.of(filter) : point;
                figures = figures == null ? wanted : figures.and(wanted);
                pointed |= point != null;
            }
        }
        boolean ofFacets = filters.stream().anyMatch(filter -> LogConditions.isOfFacet(filter.field()));
        return new LogPick(gateway, ofFacets ? LogConditions.facets(filters) : null, figures, pointed);
    }

    /** The filter as a short list of entries, where an index has it. */
    private static @Nullable Condition point(DSLContext sql, LogFilter filter) {
        List<String> texts = filter.values().stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
        boolean exact = filter.operator() == LogFilter.Operator.EQ
                && !texts.isEmpty()
                && texts.size() == filter.values().size();
        if (exact && filter.field() == LogField.EVENT_ID) {
            return NUMBER.in(withEvent(texts));
        }
        if (exact && filter.field() == LogField.METADATA_VALUE && isRare(sql, texts)) {
            return NUMBER.in(DSL.select(METADATA_LOG).from(METADATA).where(METADATA_VALUE.in(texts)));
        }
        return null;
    }

    private static Select<Record1<Long>> withEvent(List<String> texts) {
        List<byte[]> ids = texts.stream()
                .flatMap(text -> LogId.parse(text).filter(id -> id.toString().equals(text)).stream())
                .map(id -> Binder.bytes(id.value()))
                .toList();
        return DSL.select(NUMBER)
                .from(LOG)
                .where(EVENT_ID.in(texts))
                .unionAll(DSL.select(NUMBER)
                        .from(LOG)
                        .where(GATEWAY.in(DSL.select(GATEWAY_NUMBER).from(GATEWAYS)), ID.in(ids), EVENT_ID.isNull()));
    }

    private static boolean isRare(DSLContext sql, List<String> values) {
        return sql.fetchCount(DSL.selectOne()
                        .from(METADATA)
                        .where(METADATA_VALUE.in(values))
                        .limit(MANY))
                < MANY;
    }

    /** To be asked of entries. */
    Condition ofEntries() {
        Field<Long> column = pointed ? DSL.field("+{0}", SQLDataType.BIGINT, GATEWAY) : GATEWAY;
        Condition all = column.eq(gateway);
        all = facets == null ? all : all.and(LogConditions.inFacets(ofFacets()));
        return figures == null ? all : all.and(figures);
    }

    /** To be asked of facets. */
    Condition ofFacets() {
        Condition all = FACET_GATEWAY.eq(gateway);
        return facets == null ? all : all.and(facets);
    }

    /** Those of these entries whose facets have a value. */
    <T> LogPick having(Field<T> column, @Nullable T value) {
        Condition more = value == null ? column.isNull() : column.eq(value);
        return new LogPick(gateway, facets == null ? more : facets.and(more), figures, pointed);
    }

    /** As many numbers of these entries as asked for, or all where there are fewer, in no order. */
    List<Long> some(DSLContext sql, int most) {
        return sql.select(NUMBER).from(LOG).where(ofEntries()).limit(most).fetch(NUMBER);
    }

    /** How many entries these facets have, whatever else is asked of them. */
    long inFacets(DSLContext sql) {
        return Objects.requireNonNullElse(
                sql.select(DSL.sum(FACET_ENTRIES))
                        .from(FACETS)
                        .where(ofFacets())
                        .fetchOne(0, Long.class),
                0L);
    }

    /** How many these entries are. */
    long total(DSLContext sql) {
        return figures == null ? inFacets(sql) : sql.fetchCount(LOG, ofEntries());
    }

    /** How many entries there are of each value of a facet's column, by value, in its order. */
    <T> List<LogGroup<T>> groups(DSLContext sql, Field<T> column, boolean descending) {
        Field<Long> counted = DSL.field(DSL.name("counted"), SQLDataType.BIGINT);
        Field<Long> facet = DSL.field(DSL.name("of_facet"), SQLDataType.BIGINT);
        Select<?> counts = figures == null
                ? DSL.select(FACET_NUMBER.as(facet), FACET_ENTRIES.as(counted))
                        .from(FACETS)
                        .where(ofFacets())
                : DSL.select(
                                FACET.as(facet),
                                DSL.count().cast(SQLDataType.BIGINT).as(counted))
                        .from(LOG)
                        .where(ofEntries())
                        .groupBy(FACET);
        Field<Long> all = DSL.sum(counted).cast(SQLDataType.BIGINT);
        return sql.select(column, all)
                .from(counts.asTable("counts"))
                .join(FACETS)
                .on(FACET_NUMBER.eq(facet))
                .groupBy(column)
                .orderBy(descending ? column.desc().nullsLast() : column.asc().nullsFirst())
                .fetch(row -> new LogGroup<>(row.get(column), row.get(all)));
    }

    /** Between which values these entries lie, in one pass. */
    LogRanges ranges(DSLContext sql) {
        Field<Double> cost = COST;
        Field<Double> duration = DURATION.coerce(SQLDataType.DOUBLE);
        Field<Double> in = TOKENS_IN.coerce(SQLDataType.DOUBLE);
        Field<Double> out = TOKENS_OUT.coerce(SQLDataType.DOUBLE);
        Field<Double> all = TOKENS_IN.plus(TOKENS_OUT).coerce(SQLDataType.DOUBLE);
        List<? extends Field<Double>> ends = Stream.of(cost, duration, in, out, all)
                .flatMap(value -> Stream.of(DSL.min(value), DSL.max(value)))
                .toList();
        Record row = sql.select(ends).from(LOG).where(ofEntries()).fetchSingle();
        return new LogRanges(range(row, 0), range(row, 1), range(row, 2), range(row, 3), range(row, 4));
    }

    private static LogRanges.@Nullable Range range(Record row, int number) {
        return LogRanges.Range.of(row.get(2 * number, Double.class), row.get(2 * number + 1, Double.class));
    }
}
