package dev.penstock.storage.sql;

import dev.penstock.application.port.LogStore;
import dev.penstock.application.port.LogStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqlLogStoreTest implements LogStoreContract {
    private final SqlStorage storage;

    SqlLogStoreTest(@TempDir Path folder) {
        storage = SqlStorage.open(folder);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Override
    public LogStore logs() {
        return storage.logs();
    }
}
