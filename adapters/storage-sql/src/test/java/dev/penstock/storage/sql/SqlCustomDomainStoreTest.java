package dev.penstock.storage.sql;

import dev.penstock.application.port.CustomDomainStore;
import dev.penstock.application.port.CustomDomainStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqlCustomDomainStoreTest implements CustomDomainStoreContract {
    private final SqlStorage storage;

    SqlCustomDomainStoreTest(@TempDir Path folder) {
        storage = SqlStorage.open(folder);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Override
    public CustomDomainStore domains() {
        return storage.customDomains();
    }
}
