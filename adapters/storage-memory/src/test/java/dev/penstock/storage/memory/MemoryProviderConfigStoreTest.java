package dev.penstock.storage.memory;

import dev.penstock.application.port.ProviderConfigStore;
import dev.penstock.application.port.ProviderConfigStoreContract;

class MemoryProviderConfigStoreTest implements ProviderConfigStoreContract {
    private final MemoryProviderConfigStore store = new MemoryProviderConfigStore();

    @Override
    public ProviderConfigStore providerConfigs() {
        return store;
    }
}
