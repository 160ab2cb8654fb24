package dev.penstock.storage.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/**
 * One SQLite database: where it is, where its migrations are, and how its connections are set up.
 *
 * @param migrations the folder of its migrations, on the class path
 * @param schema the newest of these migrations
 * @param safety whether a commit survives a power cut (FULL) or only the end of the process (NORMAL)
 * @param pageBytes holds for new files only
 */
record SqliteFile(Path path, String migrations, int schema, SynchronousMode safety, int pageBytes) {
    private static final int BUSY_MILLIS = 5_000;
    private static final int CACHE_KILOBYTES = 8 * 1024;
    /** How much is written to the log before it is copied to the file: much, so that a page is copied once for many commits. */
    private static final int CHECKPOINT_BYTES = 16 * 1024 * 1024;

    private static final int MOST_LOG_BYTES_KEPT = 4 * CHECKPOINT_BYTES;

    /** Gives a new file the properties that only a file without tables can be given, in the order that SQLite wants. */
    void prepare() throws SQLException {
        try (Connection connection = dataSource(false).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA page_size = " + pageBytes);
            statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
            statement.execute("PRAGMA journal_mode = WAL");
        }
    }

    /** A connection that writes, with transactions that take the write lock when they begin. */
    Connection writer() throws SQLException {
        return begun(dataSource(false).getConnection());
    }

    /** A connection that cannot write. */
    Connection reader() throws SQLException {
        return begun(dataSource(true).getConnection());
    }

    SQLiteDataSource dataSource(boolean readOnly) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(readOnly);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setCacheSize(-CACHE_KILOBYTES);
        // Else the driver runs a query after every single insert.
        config.setGetGeneratedKeys(false);
        if (!readOnly) {
            config.setSynchronous(safety);
            config.setJournalSizeLimit(MOST_LOG_BYTES_KEPT);
            config.setPragma(Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_BYTES / pageBytes));
            config.setTransactionMode(TransactionMode.IMMEDIATE);
        }
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + path);
        return source;
    }

    private static Connection begun(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        return connection;
    }
}
