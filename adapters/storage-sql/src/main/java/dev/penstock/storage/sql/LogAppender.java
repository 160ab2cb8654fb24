package dev.penstock.storage.sql;

import dev.penstock.application.port.LogStore.Written;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.log.LogPayload;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;

/** Writes batches down. This is the hot side of the store: whatever it does for every batch is prepared. */
final class LogAppender {
    private record Numbered(long number, LogPayload payload) {}

    /** What is written beside the rows of a batch. */
    private record Counts(LogSequence sequence, GatewayCounter gateways, FacetCounter facets) {
        static Counts on(Connection connection) throws SQLException {
            return new Counts(
                    new LogSequence(connection), new GatewayCounter(connection), new FacetCounter(connection));
        }
    }

    private final Database rows;
    private final Database payloads;
    private final LogRowWriter rowWriter;
    private final Counts counts;
    private final PayloadWriter payloadWriter;
    private final FacetBook facets;
    /** The turn, of those that facets are numbered in, that ended well last. */
    private volatile long endedWell = -1;

    LogAppender(Database rows, Database payloads, FacetBook facets) {
        this.rows = rows;
        this.payloads = payloads;
        this.facets = facets;
        rowWriter = rows.prepare(LogRowWriter::new);
        counts = rows.prepare(Counts::on);
        payloadWriter = payloads.prepare(PayloadWriter::new);
    }

    void append(List<Written> batch) {
        long turn = rows.write(sql -> {
            long begun = facets.begin();
            append(sql, batch, endedWell != begun - 1);
            return begun;
        });
        facets.settled(turn);
        endedWell = turn;
    }

    /**
     * @param mayBeLeft whether a crash or a failure may have left payloads behind that no entry belongs to
     */
    private void append(DSLContext sql, List<Written> batch, boolean mayBeLeft) throws SQLException {
        long latest = counts.sequence.latest();
        List<Numbered> bodies = new ArrayList<>(batch.size());
        counts.sequence.moveTo(writeRows(sql, batch, latest, bodies));
        if (mayBeLeft || !bodies.isEmpty()) {
            // Commits here, before the rows do when this work returns.
            payloads.write(other -> writePayloads(latest, bodies, mayBeLeft));
        }
    }

    private long writeRows(DSLContext sql, List<Written> batch, long latest, List<Numbered> bodies)
            throws SQLException {
        counts.gateways.begin();
        counts.facets.begin();
        long number = latest;
        for (Written written : batch) {
            GatewayAddress gateway = written.entry().key().gateway();
            long gatewayNumber = counts.gateways.number(gateway);
            long facet = facets.number(sql, gatewayNumber, FacetRow.of(written.entry()));
            if (rowWriter.insert(number + 1, gatewayNumber, facet, written.entry())) {
                number++;
                counts.gateways.add(gateway);
                counts.facets.add(facet, written.entry().createdAt().toEpochMilli());
                if (!written.payload().equals(LogPayload.NONE)) {
                    bodies.add(new Numbered(number, written.payload()));
                }
            }
        }
        counts.gateways.write();
        counts.facets.write();
        return number;
    }

    private int writePayloads(long latest, List<Numbered> bodies, boolean mayBeLeft) throws SQLException {
        if (mayBeLeft) {
            payloadWriter.removeAbove(latest);
        }
        for (Numbered body : bodies) {
            payloadWriter.insert(body.number, body.payload);
        }
        return bodies.size();
    }
}
