package dev.penstock.storage.sql;

import static dev.penstock.storage.sql.LogTables.ACCOUNT;
import static dev.penstock.storage.sql.LogTables.ENTRIES;
import static dev.penstock.storage.sql.LogTables.GATEWAYS;
import static dev.penstock.storage.sql.LogTables.GATEWAY_ID;
import static dev.penstock.storage.sql.LogTables.GATEWAY_NUMBER;
import static dev.penstock.storage.sql.LogTables.LATEST;
import static dev.penstock.storage.sql.LogTables.SEQUENCE;

import dev.penstock.application.port.LogStore.Written;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.log.LogPayload;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;

/** Writes batches down. This is the hot side of the store: what it does once per batch may be plain, once per row is prepared. */
final class LogAppender {
    private record Numbered(long number, LogPayload payload) {}

    private final Database rows;
    private final Database payloads;
    private final LogRowWriter rowWriter;
    private final PayloadWriter payloadWriter;
    private final FacetBook facets;
    private final FacetCounter counter;

    LogAppender(Database rows, Database payloads, FacetBook facets) {
        this.rows = rows;
        this.payloads = payloads;
        this.facets = facets;
        rowWriter = rows.prepare(LogRowWriter::new);
        counter = rows.prepare(FacetCounter::new);
        payloadWriter = payloads.prepare(PayloadWriter::new);
    }

    void append(List<Written> batch) {
        facets.settled(rows.write(sql -> {
            long turn = facets.begin();
            append(sql, batch);
            return turn;
        }));
    }

    private void append(DSLContext sql, List<Written> batch) throws SQLException {
        long latest = latest(sql);
        List<Numbered> bodies = new ArrayList<>(batch.size());
        long next = writeRows(sql, batch, latest, bodies);
        sql.update(SEQUENCE).set(LATEST, next).execute();
        // Commits here, before the rows do when this work returns.
        payloads.write(other -> writePayloads(latest, bodies));
    }

    private static long latest(DSLContext sql) {
        return sql.select(LATEST).from(SEQUENCE).fetchOptional(LATEST).orElseThrow();
    }

    private long writeRows(DSLContext sql, List<Written> batch, long latest, List<Numbered> bodies)
            throws SQLException {
        Map<GatewayAddress, Long> gateways = new HashMap<>();
        Map<GatewayAddress, Long> added = new HashMap<>();
        counter.begin();
        long number = latest;
        for (Written written : batch) {
            GatewayAddress gateway = written.entry().key().gateway();
            long gatewayNumber = gateways.computeIfAbsent(gateway, address -> gatewayNumber(sql, address));
            long facet = facets.number(sql, gatewayNumber, FacetRow.of(written.entry()));
            if (rowWriter.insert(number + 1, gatewayNumber, facet, written.entry())) {
                number++;
                added.merge(gateway, 1L, Long::sum);
                counter.add(facet, written.entry().createdAt().toEpochMilli());
                if (!written.payload().equals(LogPayload.NONE)) {
                    bodies.add(new Numbered(number, written.payload()));
                }
            }
        }
        added.forEach((gateway, count) -> sql.update(GATEWAYS)
                .set(ENTRIES, ENTRIES.plus(count))
                .where(SqlLogStore.at(gateway))
                .execute());
        counter.write();
        return number;
    }

    private static long gatewayNumber(DSLContext sql, GatewayAddress gateway) {
        return sql.select(GATEWAY_NUMBER)
                .from(GATEWAYS)
                .where(SqlLogStore.at(gateway))
                .fetchOptional(GATEWAY_NUMBER)
                .orElseGet(() -> sql.insertInto(GATEWAYS, ACCOUNT, GATEWAY_ID, ENTRIES)
                        .values(gateway.account().value(), gateway.gateway().value(), 0L)
                        .returning(GATEWAY_NUMBER)
                        .fetchSingle(GATEWAY_NUMBER));
    }

    private int writePayloads(long latest, List<Numbered> bodies) throws SQLException {
        payloadWriter.removeAbove(latest);
        for (Numbered body : bodies) {
            payloadWriter.insert(body.number, body.payload);
        }
        return bodies.size();
    }
}
