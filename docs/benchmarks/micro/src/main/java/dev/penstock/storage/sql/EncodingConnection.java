package dev.penstock.storage.sql;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import org.jooq.tools.jdbc.DefaultConnection;
import org.jooq.tools.jdbc.DefaultPreparedStatement;

/** Statements that take every value, turn texts into bytes as the driver does, and keep nothing but the sum of what came. */
final class EncodingConnection extends DefaultConnection {
    private long bytes;

    EncodingConnection() {
        super(null);
    }

    @Override
    public PreparedStatement prepareStatement(String sql) {
        return new Statement();
    }

    /** How many bytes of values were bound so far. */
    long bytes() {
        return bytes;
    }

    private final class Statement extends DefaultPreparedStatement {
        Statement() {
            super((PreparedStatement) null);
        }

        @Override
        public void setNull(int index, int type) {
            bytes++;
        }

        @Override
        public void setInt(int index, int value) {
            bytes += Integer.BYTES;
        }

        @Override
        public void setLong(int index, long value) {
            bytes += Long.BYTES;
        }

        @Override
        public void setDouble(int index, double value) {
            bytes += Double.BYTES;
        }

        @Override
        public void setString(int index, String value) {
            bytes += value.getBytes(StandardCharsets.UTF_8).length;
        }

        @Override
        public void setBytes(int index, byte[] value) {
            bytes += value.length;
        }

        @Override
        public int executeUpdate() {
            return 1;
        }
    }
}
