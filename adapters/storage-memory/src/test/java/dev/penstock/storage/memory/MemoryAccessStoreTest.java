package dev.penstock.storage.memory;

import dev.penstock.application.port.AccessStore;
import dev.penstock.application.port.AccessStoreContract;

class MemoryAccessStoreTest implements AccessStoreContract {
    private final MemoryAccessStore store = new MemoryAccessStore();

    @Override
    public AccessStore access() {
        return store;
    }
}
