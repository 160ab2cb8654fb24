package dev.penstock.storage.sql;

import dev.penstock.application.port.GatewayStore;
import dev.penstock.application.port.GatewayStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqlGatewayStoreTest implements GatewayStoreContract {
    private final SqlStorage storage;

    SqlGatewayStoreTest(@TempDir Path folder) {
        storage = SqlStorage.open(folder);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Override
    public GatewayStore gateways() {
        return storage.gateways();
    }
}
