package dev.penstock.storage.sql;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Binds the values of one prepared statement, one after the other. */
final class Binder {
    private final PreparedStatement statement;
    private int last;

    Binder(PreparedStatement statement) {
        this.statement = statement;
    }

    Binder text(@Nullable String value) throws SQLException {
        if (value == null) {
            return nothing();
        }
        statement.setString(++last, value);
        return this;
    }

    Binder number(long value) throws SQLException {
        statement.setLong(++last, value);
        return this;
    }

    Binder real(@Nullable Double value) throws SQLException {
        if (value == null) {
            return nothing();
        }
        statement.setDouble(++last, value);
        return this;
    }

    Binder flag(boolean value) throws SQLException {
        statement.setInt(++last, value ? 1 : 0);
        return this;
    }

    Binder id(UUID value) throws SQLException {
        statement.setBytes(++last, bytes(value));
        return this;
    }

    Binder bytes(@Nullable ByteBuffer value) throws SQLException {
        if (value == null) {
            return nothing();
        }
        statement.setBytes(++last, exact(value));
        return this;
    }

    /** The very array behind the buffer where it is exactly the value, as for bodies that came in one piece; else a copy. */
    private static byte[] exact(ByteBuffer value) {
        if (value.hasArray() && value.arrayOffset() == 0 && value.array().length == value.remaining()) {
            return value.array();
        }
        byte[] copy = new byte[value.remaining()];
        value.get(copy);
        return copy;
    }

    Binder nothing() throws SQLException {
        statement.setNull(++last, Types.NULL);
        return this;
    }

    /** Runs the statement; how many rows it changed. The next value bound is the first one again. */
    int execute() throws SQLException {
        last = 0;
        return statement.executeUpdate();
    }

    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    static UUID uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
