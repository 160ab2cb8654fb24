package dev.penstock.storage.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * One database: a single connection that writes, and a few that read at the same time without waiting for it. Any number of
 * threads may call; they wait for each other here and not inside the database.
 */
final class Database implements SqlStorage.Part {
    /** What is done within one transaction. */
    interface Work<T> {
        T on(DSLContext sql) throws SQLException;
    }

    /** Prepares statements for use within {@link #write}. */
    interface Preparation<T> {
        T on(Connection connection) throws SQLException;
    }

    private static final int READERS = 4;

    /** A connection with the builder of statements for it, which costs too much to be made for each transaction. */
    private record Line(Connection connection, DSLContext sql) {
        static Line on(Connection connection) {
            return new Line(connection, DSL.using(connection, SQLDialect.SQLITE));
        }
    }

    private final Line writer;
    /** Fair: who removes a million entries in small steps must not come before appends again and again. */
    private final ReentrantLock writing = new ReentrantLock(true);

    private final LinkedBlockingQueue<Line> readers = new LinkedBlockingQueue<>();

    private Database(Connection writer) {
        this.writer = Line.on(writer);
    }

    static Database open(SqliteFile file) {
        Migrations.run(file);
        try {
            Database database = new Database(file.writer());
            for (int i = 0; i < READERS; i++) {
                database.readers.add(Line.on(file.reader()));
            }
            return database;
        } catch (SQLException e) {
            throw new UnusableStorageException(
                    "%s cannot be opened (%s). See that this user may read and write it."
                            .formatted(file.path(), e.getMessage()),
                    e);
        }
    }

    /** Prepares statements on the writing connection; they live as long as it does. */
    <T> T prepare(Preparation<T> preparation) {
        writing.lock();
        try {
            return preparation.on(writer.connection);
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            writing.unlock();
        }
    }

    /** Does the work in a transaction of its own and commits it; undoes it when the work fails. */
    <T> T write(Work<T> work) {
        writing.lock();
        try {
            T outcome = work.on(writer.sql);
            writer.connection.commit();
            return outcome;
        } catch (SQLException e) {
            undo(writer.connection, e);
            throw failure(e);
        } catch (RuntimeException | Error e) {
            undo(writer.connection, e);
            throw e;
        } finally {
            writing.unlock();
        }
    }

    /** Does the work on one unchanging view of the database. */
    <T> T read(Work<T> work) {
        Line reader = borrow();
        try {
            T outcome = work.on(reader.sql);
            reader.connection.rollback();
            return outcome;
        } catch (SQLException e) {
            undo(reader.connection, e);
            throw failure(e);
        } catch (RuntimeException | Error e) {
            undo(reader.connection, e);
            throw e;
        } finally {
            readers.add(reader);
        }
    }

    /**
     * Writes the whole file anew and empties the log beside it, so that nothing that was replaced or deleted is left in either.
     * Fails when somebody reads meanwhile, or when the disk has no room for a second copy.
     */
    void rewrite() {
        writing.lock();
        try (Statement statement = writer.connection.createStatement()) {
            writer.connection.setAutoCommit(true);
            statement.execute("VACUUM");
            try (ResultSet outcome = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                if (outcome.getInt("busy") != 0) {
                    throw new SQLException("somebody else uses it");
                }
            }
            writer.connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            writing.unlock();
        }
    }

    private Line borrow() {
        try {
            return readers.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataAccessException("interrupted while waiting for a database connection", e);
        }
    }

    private static void undo(Connection connection, Throwable why) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    private static DataAccessException failure(SQLException e) {
        return new DataAccessException("the database refused: " + e.getMessage(), e);
    }

    /** Waits for work that has begun. Whoever comes later is refused by closed connections. */
    @Override
    public void close() {
        List<Line> all = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            all.add(borrow());
        }
        writing.lock();
        try {
            for (Line reader : all) {
                reader.connection.close();
            }
            writer.connection.close();
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            writing.unlock();
            readers.addAll(all);
        }
    }
}
