package dev.penstock.storage.memory;

import dev.penstock.application.port.DatasetStore;
import dev.penstock.application.port.DatasetStoreContract;

class MemoryDatasetStoreTest implements DatasetStoreContract {
    private final MemoryDatasetStore store = new MemoryDatasetStore();

    @Override
    public DatasetStore datasets() {
        return store;
    }
}
