package dev.penstock.storage.sql;

import dev.penstock.application.port.AccountStore;
import dev.penstock.application.port.AccountStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqlAccountStoreTest implements AccountStoreContract {
    private final SqlStorage storage;

    SqlAccountStoreTest(@TempDir Path folder) {
        storage = SqlStorage.open(folder);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Override
    public AccountStore accounts() {
        return storage.accounts();
    }
}
