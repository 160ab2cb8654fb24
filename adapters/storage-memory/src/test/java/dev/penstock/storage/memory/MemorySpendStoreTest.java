package dev.penstock.storage.memory;

import dev.penstock.application.port.SpendStore;
import dev.penstock.application.port.SpendStoreContract;

class MemorySpendStoreTest implements SpendStoreContract {
    private final MemorySpendStore store = new MemorySpendStore();

    @Override
    public SpendStore spend() {
        return store;
    }
}
