package dev.penstock.storage.memory;

import dev.penstock.application.port.CustomDomainStore;
import dev.penstock.application.port.CustomDomainStoreContract;

class MemoryCustomDomainStoreTest implements CustomDomainStoreContract {
    private final MemoryCustomDomainStore store = new MemoryCustomDomainStore();

    @Override
    public CustomDomainStore domains() {
        return store;
    }
}
