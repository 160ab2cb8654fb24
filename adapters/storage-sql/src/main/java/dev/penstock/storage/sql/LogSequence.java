package dev.penstock.storage.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The number of the latest entry, which never goes back. */
final class LogSequence {
    private final PreparedStatement read;
    private final Binder update;

    LogSequence(Connection connection) throws SQLException {
        read = connection.prepareStatement("SELECT latest FROM log_sequence");
        update = new Binder(connection.prepareStatement("UPDATE log_sequence SET latest = ?"));
    }

    long latest() throws SQLException {
        try (ResultSet row = read.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("the row with the number of the latest entry is gone");
            }
            return row.getLong(1);
        }
    }

    void moveTo(long latest) throws SQLException {
        update.number(latest).execute();
    }
}
