package dev.penstock.storage.memory;

import dev.penstock.application.port.CustomProviderStore;
import dev.penstock.application.port.CustomProviderStoreContract;

class MemoryCustomProviderStoreTest implements CustomProviderStoreContract {
    private final MemoryCustomProviderStore store = new MemoryCustomProviderStore();

    @Override
    public CustomProviderStore providers() {
        return store;
    }
}
