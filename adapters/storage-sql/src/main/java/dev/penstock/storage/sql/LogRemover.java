package dev.penstock.storage.sql;

import static dev.penstock.storage.sql.FacetTable.FACETS;
import static dev.penstock.storage.sql.FacetTable.FACET_NUMBER;
import static dev.penstock.storage.sql.LogTables.CREATED_AT;
import static dev.penstock.storage.sql.LogTables.ENTRIES;
import static dev.penstock.storage.sql.LogTables.FACET;
import static dev.penstock.storage.sql.LogTables.GATEWAY;
import static dev.penstock.storage.sql.LogTables.GATEWAYS;
import static dev.penstock.storage.sql.LogTables.GATEWAY_NUMBER;
import static dev.penstock.storage.sql.LogTables.ID;
import static dev.penstock.storage.sql.LogTables.LOG;
import static dev.penstock.storage.sql.LogTables.METADATA;
import static dev.penstock.storage.sql.LogTables.METADATA_LOG;
import static dev.penstock.storage.sql.LogTables.NUMBER;
import static dev.penstock.storage.sql.LogTables.PAYLOAD;
import static dev.penstock.storage.sql.LogTables.PAYLOAD_LOG;
import static dev.penstock.storage.sql.LogTables.TRAILS;
import static dev.penstock.storage.sql.LogTables.TRAIL_LOG;

import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.log.LogPurge;
import dev.penstock.domain.log.LogQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Forgets entries, some at a time, so that appends get their turn in between. Payloads go first: whatever interrupts this, none
 * is left behind that nobody can find.
 */
final class LogRemover {
    private static final int AT_A_TIME = 500;

    private final Database rows;
    private final Database payloads;
    private final FacetBook facets;

    LogRemover(Database rows, Database payloads, FacetBook facets) {
        this.rows = rows;
        this.payloads = payloads;
        this.facets = facets;
    }

    /** Forgets what is there now; what is appended meanwhile may stay. */
    void removeAll(GatewayAddress address) {
        number(address).ifPresent(this::removeAll);
    }

    private Optional<Long> number(GatewayAddress address) {
        return rows.read(sql -> sql.select(GATEWAY_NUMBER)
                .from(GATEWAYS)
                .where(SqlLogStore.at(address))
                .fetchOptional(GATEWAY_NUMBER));
    }

    private void removeAll(long gateway) {
        Optional<Long> latest = rows.read(sql ->
                sql.select(DSL.max(NUMBER)).from(LOG).where(GATEWAY.eq(gateway)).fetchOptional(DSL.max(NUMBER)));
        long last = latest.orElse(0L);
        for (List<Long> some = some(gateway, last); !some.isEmpty(); some = some(gateway, last)) {
            remove(gateway, some);
        }
    }

    private List<Long> some(long gateway, long latest) {
        return rows.read(sql -> sql.select(NUMBER)
                .from(LOG)
                .where(GATEWAY.eq(gateway), NUMBER.le(latest))
                .limit(AT_A_TIME)
                .fetch(NUMBER));
    }

    /** How many entries went. */
    int remove(LogPurge purge) {
        return number(purge.gateway()).map(gateway -> remove(gateway, purge)).orElse(0);
    }

    private int remove(long gateway, LogPurge purge) {
        List<Long> numbers = rows.read(sql -> wanted(sql, gateway, purge));
        int removed = 0;
        for (int from = 0; from < numbers.size(); from += AT_A_TIME) {
            removed += remove(gateway, numbers.subList(from, Math.min(numbers.size(), from + AT_A_TIME)));
        }
        return removed;
    }

    private static List<Long> wanted(DSLContext sql, long gateway, LogPurge purge) {
        LogPick pick = LogPick.of(sql, gateway, purge.filters(), null);
        boolean down = purge.order().descending();
        Field<?> column = column(purge.order().field());
        Table<Record> entries = purge.order().field() == LogQuery.Field.CREATED_AT
                ? LOG
                : DSL.table("{0} join {1} on {2}", LOG, FACETS, FACET_NUMBER.eq(FACET));
        return sql.select(NUMBER)
                .from(entries)
                .where(pick.ofEntries())
                .orderBy(
                        down ? column.desc().nullsLast() : column.asc().nullsFirst(),
                        down ? CREATED_AT.desc() : CREATED_AT.asc(),
                        down ? ID.desc() : ID.asc())
                .limit(purge.limit())
                .fetch(NUMBER);
    }

    private static Field<?> column(LogQuery.Field field) {
        return switch (field) {
            case CREATED_AT -> CREATED_AT;
            case PROVIDER -> FacetTable.PROVIDER;
            case MODEL -> FacetTable.MODEL;
            case MODEL_TYPE -> FacetTable.MODEL_TYPE;
            case SUCCESS -> FacetTable.SUCCESS;
            case CACHED -> FacetTable.CACHED;
            case COST -> LogTables.COST;
            case TOKENS_IN -> LogTables.TOKENS_IN;
            case TOKENS_OUT -> LogTables.TOKENS_OUT;
            case DURATION -> LogTables.DURATION;
            case FEEDBACK -> LogTables.FEEDBACK;
        };
    }

    private int remove(long gateway, List<Long> numbers) {
        payloads.write(
                sql -> sql.deleteFrom(PAYLOAD).where(PAYLOAD_LOG.in(numbers)).execute());
        return rows.write(sql -> removeRows(sql, gateway, numbers));
    }

    private int removeRows(DSLContext sql, long gateway, List<Long> numbers) {
        Map<Long, Long> ofFacet = sql.select(FACET).from(LOG).where(NUMBER.in(numbers)).fetch(FACET).stream()
                .collect(Collectors.groupingBy(facet -> facet, Collectors.counting()));
        sql.deleteFrom(METADATA).where(METADATA_LOG.in(numbers)).execute();
        sql.deleteFrom(TRAILS).where(TRAIL_LOG.in(numbers)).execute();
        int removed = sql.deleteFrom(LOG).where(NUMBER.in(numbers)).execute();
        facets.countOut(sql, ofFacet);
        sql.update(GATEWAYS)
                .set(ENTRIES, ENTRIES.minus(removed))
                .where(GATEWAY_NUMBER.eq(gateway))
                .execute();
        return removed;
    }
}
