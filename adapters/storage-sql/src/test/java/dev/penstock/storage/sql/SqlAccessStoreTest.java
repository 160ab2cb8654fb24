package dev.penstock.storage.sql;

import dev.penstock.application.port.AccessStore;
import dev.penstock.application.port.AccessStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqlAccessStoreTest implements AccessStoreContract {
    private final SqlStorage storage;

    SqlAccessStoreTest(@TempDir Path folder) {
        storage = SqlStorage.open(folder);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Override
    public AccessStore access() {
        return storage.access();
    }
}
