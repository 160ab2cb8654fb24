package dev.penstock.storage.sql;

import static dev.penstock.storage.sql.LogTables.PAYLOAD;
import static dev.penstock.storage.sql.LogTables.PAYLOAD_LOG;
import static dev.penstock.storage.sql.LogTables.REQUEST;
import static dev.penstock.storage.sql.LogTables.REQUEST_COMPLETE;
import static dev.penstock.storage.sql.LogTables.RESPONSE;
import static dev.penstock.storage.sql.LogTables.RESPONSE_COMPLETE;

import dev.penstock.domain.log.LogPayload;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes payloads over one connection. */
final class PayloadWriter {
    private final Binder payloads;
    private final Binder leftovers;

    PayloadWriter(Connection connection) throws SQLException {
        payloads = new Binder(connection.prepareStatement(Inserts.unlessThere(
                PAYLOAD, List.of(PAYLOAD_LOG, REQUEST, REQUEST_COMPLETE, RESPONSE, RESPONSE_COMPLETE))));
        leftovers = new Binder(connection.prepareStatement("DELETE FROM payload WHERE log > ?"));
    }

    /** Forgets what a crash left behind: payloads with numbers that no entry was given. */
    void removeAbove(long number) throws SQLException {
        leftovers.number(number).execute();
    }

    void insert(long number, LogPayload payload) throws SQLException {
        payloads.number(number);
        bind(payload.request());
        bind(payload.response());
        payloads.execute();
    }

    private void bind(LogPayload.@Nullable Part part) throws SQLException {
        payloads.bytes(part == null ? null : part.bytes()).flag(part != null && part.complete());
    }
}
