package dev.penstock.bootstrap;

import dev.penstock.application.port.AccessStore;
import dev.penstock.application.port.AccountStore;
import dev.penstock.application.port.CustomCostStore;
import dev.penstock.application.port.CustomDomainStore;
import dev.penstock.application.port.CustomProviderStore;
import dev.penstock.application.port.DatasetStore;
import dev.penstock.application.port.EvaluationStore;
import dev.penstock.application.port.GatewayBelongings;
import dev.penstock.application.port.GatewayStore;
import dev.penstock.application.port.LogStore;
import dev.penstock.application.port.ProviderConfigStore;
import dev.penstock.application.port.RouteStore;
import dev.penstock.application.port.SpendStore;
import dev.penstock.storage.memory.MemoryAccessStore;
import dev.penstock.storage.memory.MemoryAccountStore;
import dev.penstock.storage.memory.MemoryCustomCostStore;
import dev.penstock.storage.memory.MemoryCustomDomainStore;
import dev.penstock.storage.memory.MemoryCustomProviderStore;
import dev.penstock.storage.memory.MemoryDatasetStore;
import dev.penstock.storage.memory.MemoryEvaluationStore;
import dev.penstock.storage.memory.MemoryGatewayStore;
import dev.penstock.storage.memory.MemoryLogStore;
import dev.penstock.storage.memory.MemoryProviderConfigStore;
import dev.penstock.storage.memory.MemoryRouteStore;
import dev.penstock.storage.memory.MemorySpendStore;
import dev.penstock.storage.sql.MasterKey;
import dev.penstock.storage.sql.SqlStorage;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One set of stores, and how to close it. */
record Stores(
        GatewayStore gateways,
        AccessStore access,
        AccountStore accounts,
        LogStore logs,
        ProviderConfigStore providerConfigs,
        DatasetStore datasets,
        EvaluationStore evaluations,
        RouteStore routes,
        CustomProviderStore customProviders,
        CustomCostStore customCosts,
        CustomDomainStore customDomains,
        SpendStore spend,
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
                new MemoryProviderConfigStore(),
                new MemoryDatasetStore(),
                new MemoryEvaluationStore(),
                new MemoryRouteStore(),
                new MemoryCustomProviderStore(),
                new MemoryCustomCostStore(),
                new MemoryCustomDomainStore(),
                new MemorySpendStore(),
                () -> {});
    }

    /**
     * Stores in a folder; null for {@link #inMemory()}.
     *
     * @param masterKey null for the one in the folder
     */
    static Stores open(@Nullable Path folder, @Nullable MasterKey masterKey) {
        if (folder == null) {
            return inMemory();
        }
        SqlStorage storage = masterKey == null ? SqlStorage.open(folder) : SqlStorage.open(folder, masterKey);
        return new Stores(
                storage.gateways(),
                storage.access(),
                storage.accounts(),
                storage.logs(),
                storage.providerConfigs(),
                storage.datasets(),
                storage.evaluations(),
                storage.routes(),
                storage.customProviders(),
                storage.customCosts(),
                storage.customDomains(),
                storage.spend(),
                storage::close);
    }

    /** What goes with a gateway that is removed, and what traffic knows nothing of. */
    List<GatewayBelongings> belongings() {
        return List.of(logs, datasets, evaluations, spend);
    }

    @Override
    public void close() {
        onClose.run();
    }
}
