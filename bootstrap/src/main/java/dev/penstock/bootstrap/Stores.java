package dev.penstock.bootstrap;

import dev.penstock.application.port.AccessStore;
import dev.penstock.application.port.AccountStore;
import dev.penstock.application.port.GatewayStore;
import dev.penstock.application.port.LogStore;
import dev.penstock.application.port.RouteStore;
import dev.penstock.storage.memory.MemoryAccessStore;
import dev.penstock.storage.memory.MemoryAccountStore;
import dev.penstock.storage.memory.MemoryGatewayStore;
import dev.penstock.storage.memory.MemoryLogStore;
import dev.penstock.storage.memory.MemoryRouteStore;
import dev.penstock.storage.sql.SqlStorage;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One set of stores, and how to close it. */
record Stores(
        GatewayStore gateways,
        AccessStore access,
        AccountStore accounts,
        LogStore logs,
        RouteStore routes,
        Runnable onClose)
        implements AutoCloseable {
    private static final int ENTRIES_IN_MEMORY = 10_000;

    /** Stores that end with the process. */
    static Stores inMemory() {
        return new Stores(
                new MemoryGatewayStore(),
                new MemoryAccessStore(),
                new MemoryAccountStore(),
                new MemoryLogStore(ENTRIES_IN_MEMORY),
                new MemoryRouteStore(),
                () -> {});
    }

    /** Stores in a folder; null for {@link #inMemory()}. */
    static Stores open(@Nullable Path folder) {
        if (folder == null) {
            return inMemory();
        }
        SqlStorage storage = SqlStorage.open(folder);
        return new Stores(
                storage.gateways(),
                storage.access(),
                storage.accounts(),
                storage.logs(),
                storage.routes(),
                storage::close);
    }

    @Override
    public void close() {
        onClose.run();
    }
}
