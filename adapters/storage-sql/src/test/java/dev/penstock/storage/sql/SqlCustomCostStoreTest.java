package dev.penstock.storage.sql;

import dev.penstock.application.port.CustomCostStore;
import dev.penstock.application.port.CustomCostStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqlCustomCostStoreTest implements CustomCostStoreContract {
    private final SqlStorage storage;

    SqlCustomCostStoreTest(@TempDir Path folder) {
        storage = SqlStorage.open(folder);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Override
    public CustomCostStore costs() {
        return storage.customCosts();
    }
}
