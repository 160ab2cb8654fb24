package dev.penstock.storage.sql;

import dev.penstock.application.port.DatasetStore;
import dev.penstock.application.port.DatasetStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqlDatasetStoreTest implements DatasetStoreContract {
    private final SqlStorage storage;

    SqlDatasetStoreTest(@TempDir Path folder) {
        storage = SqlStorage.open(folder);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Override
    public DatasetStore datasets() {
        return storage.datasets();
    }
}
