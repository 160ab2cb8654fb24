package dev.penstock.storage.memory;

import dev.penstock.application.port.RouteStore;
import dev.penstock.application.port.RouteStoreContract;

class MemoryRouteStoreTest implements RouteStoreContract {
    private final MemoryRouteStore store = new MemoryRouteStore();

    @Override
    public RouteStore routes() {
        return store;
    }
}
