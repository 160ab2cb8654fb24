package dev.penstock.storage.sql;

import dev.penstock.application.port.AccessStore;
import dev.penstock.application.port.GatewayStore;
import dev.penstock.application.port.LogStore;
import java.nio.file.Path;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * Everything this server keeps, in the files of one data folder. Settings survive a power cut; logs survive the end of the
 * process, and a power cut may take the last moments of them. For one process at a time, and any number of threads.
 */
public final class SqlStorage implements AutoCloseable {
    // Measured: the sizes at which an append costs least, with payloads of a few kilobytes.
    private static final int CONTROL_PAGE = 4 * 1024;
    private static final int ROW_PAGE = 8 * 1024;
    private static final int PAYLOAD_PAGE = 16 * 1024;

    private final DataFolder folder;
    private final Database control;
    private final Database logs;
    private final Database payloads;
    private final LogStore logStore;

    private SqlStorage(DataFolder folder) {
        this.folder = folder;
        control = open("control", SynchronousMode.FULL, CONTROL_PAGE);
        logs = open("logs", SynchronousMode.NORMAL, ROW_PAGE);
        payloads = open("payloads", SynchronousMode.NORMAL, PAYLOAD_PAGE);
        logStore = new SqlLogStore(logs, payloads);
    }

    /**
     * Opens the folder; makes it, or upgrades it from an older release, where need be.
     *
     * @throws UnusableStorageException when it cannot be opened, with a message that says what to do
     */
    public static SqlStorage open(Path folder) {
        DataFolder locked = DataFolder.open(folder);
        try {
            return new SqlStorage(locked);
        } catch (RuntimeException e) {
            locked.close();
            throw e;
        }
    }

    private Database open(String name, SynchronousMode safety, int pageBytes) {
        return Database.open(new SqliteFile(folder.file(name + ".db"), "db/sqlite/" + name, safety, pageBytes));
    }

    public GatewayStore gateways() {
        return new SqlGatewayStore(control);
    }

    public AccessStore access() {
        return new SqlAccessStore(control);
    }

    public LogStore logs() {
        return logStore;
    }

    /** Waits for work that has begun, and closes the files. Whoever calls a store afterwards waits in vain, so stop callers first. */
    @Override
    public void close() {
        payloads.close();
        logs.close();
        control.close();
        folder.close();
    }
}
