package dev.penstock.storage.sql;

import dev.penstock.domain.log.LogPayload;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Writes payloads over one connection. */
final class PayloadWriter {
    private final Binder payloads;
    private final Binder leftovers;

    PayloadWriter(Connection connection) throws SQLException {
        payloads = new Binder(
                connection.prepareStatement(Inserts.unlessThere(LogTables.PAYLOAD, LogTables.PAYLOAD_COLUMNS)));
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
