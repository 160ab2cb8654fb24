package dev.penstock.storage.sql;

import static dev.penstock.storage.sql.FacetTable.FACETS;
import static dev.penstock.storage.sql.FacetTable.FACET_ENTRIES;
import static dev.penstock.storage.sql.FacetTable.FACET_GATEWAY;
import static dev.penstock.storage.sql.FacetTable.FACET_NUMBER;
import static dev.penstock.storage.sql.FacetTable.FIRST_AT;
import static dev.penstock.storage.sql.FacetTable.LAST_AT;
import static dev.penstock.storage.sql.FacetTable.SHARED;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of facets, those in use lately from memory. Only for use within {@link Database#write}. What was learnt in a turn
 * that nobody called settled may have been undone, and is forgotten in the next one.
 */
final class FacetBook {
    private static final int MOST_REMEMBERED = 4096;

    private record Key(long gateway, FacetRow facet) {}

    private final Map<Key, Long> numbers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private @Nullable Key latest;
    private long latestNumber;
    private long turn;
    private volatile long settled;

    /** Begins a turn of work that may make facets. */
    long begin() {
        if (settled != turn) {
            forget();
        }
        return ++turn;
    }

    private void forget() {
        numbers.clear();
        latest = null;
    }

    /** A turn's work is committed. May be called outside {@link Database#write}. */
    void settled(long committed) {
        settled = committed;
    }

    /** The number of a facet, which is made where need be. An entry is mostly like the one before. */
    long number(DSLContext sql, long gateway, FacetRow facet) {
        Key key = new Key(gateway, facet);
        if (!key.equals(latest)) {
            latestNumber = remembered(sql, key);
            latest = key;
        }
        return latestNumber;
    }

    private long remembered(DSLContext sql, Key key) {
        Long known = numbers.get(key);
        if (known != null) {
            return known;
        }
        long number = sql.select(FACET_NUMBER)
                .from(FACETS)
                .where(is(key.gateway, key.facet))
                .fetchOptional(FACET_NUMBER)
                .orElseGet(() -> insert(sql, key.gateway, key.facet));
        numbers.put(key, number);
        return number;
    }

    private static Condition is(long gateway, FacetRow facet) {
        Condition all = FACET_GATEWAY.eq(gateway);
        List<@Nullable Object> values = facet.values();
        for (int i = 0; i < SHARED.size(); i++) {
            all = all.and(is(SHARED.get(i), values.get(i)));
        }
        return all;
    }

    private static <T> Condition is(Field<T> column, @Nullable Object value) {
        return value == null ? column.isNull() : column.eq(DSL.val(value, column.getDataType()));
    }

    private static long insert(DSLContext sql, long gateway, FacetRow facet) {
        List<Field<?>> columns = new ArrayList<>(SHARED);
        List<@Nullable Object> values = new ArrayList<>(facet.values());
        columns.addAll(List.of(FACET_GATEWAY, FACET_ENTRIES, FIRST_AT, LAST_AT));
        values.addAll(List.of(gateway, 0L, Long.MAX_VALUE, Long.MIN_VALUE));
        return Objects.requireNonNull(sql.insertInto(FACETS)
                .columns(columns)
                .values(values)
                .returning(FACET_NUMBER)
                .fetchSingle(FACET_NUMBER));
    }

    /** Counts entries out; a facet without any goes. */
    void countOut(DSLContext sql, Map<Long, Long> fewer) {
        fewer.forEach((facet, count) -> sql.update(FACETS)
                .set(FACET_ENTRIES, FACET_ENTRIES.minus(count))
                .where(FACET_NUMBER.eq(facet))
                .execute());
        int gone = sql.deleteFrom(FACETS)
                .where(FACET_NUMBER.in(fewer.keySet()), FACET_ENTRIES.le(0L))
                .execute();
        if (gone > 0) {
            forget();
        }
    }
}
