package dev.penstock.storage.sql;

import dev.penstock.application.port.RouteStore;
import dev.penstock.application.port.RouteStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqlRouteStoreTest implements RouteStoreContract {
    private final SqlStorage storage;

    SqlRouteStoreTest(@TempDir Path folder) {
        storage = SqlStorage.open(folder);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Override
    public RouteStore routes() {
        return storage.routes();
    }
}
