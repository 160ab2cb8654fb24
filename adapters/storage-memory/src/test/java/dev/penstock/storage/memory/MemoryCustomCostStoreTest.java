package dev.penstock.storage.memory;

import dev.penstock.application.port.CustomCostStore;
import dev.penstock.application.port.CustomCostStoreContract;

class MemoryCustomCostStoreTest implements CustomCostStoreContract {
    private final MemoryCustomCostStore store = new MemoryCustomCostStore();

    @Override
    public CustomCostStore costs() {
        return store;
    }
}
