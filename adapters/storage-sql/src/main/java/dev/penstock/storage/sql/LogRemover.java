package dev.penstock.storage.sql;

import static dev.penstock.storage.sql.LogTables.ENTRIES;
import static dev.penstock.storage.sql.LogTables.GATEWAY;
import static dev.penstock.storage.sql.LogTables.GATEWAYS;
import static dev.penstock.storage.sql.LogTables.GATEWAY_NUMBER;
import static dev.penstock.storage.sql.LogTables.LOG;
import static dev.penstock.storage.sql.LogTables.METADATA;
import static dev.penstock.storage.sql.LogTables.METADATA_LOG;
import static dev.penstock.storage.sql.LogTables.NUMBER;
import static dev.penstock.storage.sql.LogTables.PAYLOAD;
import static dev.penstock.storage.sql.LogTables.PAYLOAD_LOG;

import dev.penstock.domain.gateway.GatewayAddress;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Forgets entries, some at a time, so that appends get their turn in between. Payloads go first: whatever interrupts this, none
 * is left behind that nobody can find.
 */
final class LogRemover {
    private static final int AT_A_TIME = 1000;

    private final Database rows;
    private final Database payloads;

    LogRemover(Database rows, Database payloads) {
        this.rows = rows;
        this.payloads = payloads;
    }

    /** Forgets what is there now; what is appended meanwhile may stay. */
    void removeAll(GatewayAddress address) {
        Optional<Long> gateway = rows.read(sql -> sql.select(GATEWAY_NUMBER)
                .from(GATEWAYS)
                .where(SqlLogStore.at(address))
                .fetchOptional(GATEWAY_NUMBER));
        gateway.ifPresent(this::removeAll);
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

    private void remove(long gateway, List<Long> numbers) {
        payloads.write(
                sql -> sql.deleteFrom(PAYLOAD).where(PAYLOAD_LOG.in(numbers)).execute());
        rows.write(sql -> removeRows(sql, gateway, numbers));
    }

    private static int removeRows(DSLContext sql, long gateway, List<Long> numbers) {
        sql.deleteFrom(METADATA).where(METADATA_LOG.in(numbers)).execute();
        int removed = sql.deleteFrom(LOG).where(NUMBER.in(numbers)).execute();
        return sql.update(GATEWAYS)
                .set(ENTRIES, ENTRIES.minus(removed))
                .where(GATEWAY_NUMBER.eq(gateway))
                .execute();
    }
}
