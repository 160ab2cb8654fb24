package dev.penstock.storage.sql;

import dev.penstock.application.port.ProviderConfigStore;
import dev.penstock.application.port.ProviderConfigStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqlProviderConfigStoreTest implements ProviderConfigStoreContract {
    private final SqlStorage storage;

    SqlProviderConfigStoreTest(@TempDir Path folder) {
        storage = SqlStorage.open(folder);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Override
    public ProviderConfigStore providerConfigs() {
        return storage.providerConfigs();
    }
}
