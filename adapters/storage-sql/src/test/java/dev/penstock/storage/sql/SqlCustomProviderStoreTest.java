package dev.penstock.storage.sql;

import dev.penstock.application.port.CustomProviderStore;
import dev.penstock.application.port.CustomProviderStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqlCustomProviderStoreTest implements CustomProviderStoreContract {
    private final SqlStorage storage;

    SqlCustomProviderStoreTest(@TempDir Path folder) {
        storage = SqlStorage.open(folder);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Override
    public CustomProviderStore providers() {
        return storage.customProviders();
    }
}
