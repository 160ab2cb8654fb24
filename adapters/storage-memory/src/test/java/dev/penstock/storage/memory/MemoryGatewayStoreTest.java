package dev.penstock.storage.memory;

import dev.penstock.application.port.GatewayStore;
import dev.penstock.application.port.GatewayStoreContract;

class MemoryGatewayStoreTest implements GatewayStoreContract {
    private final MemoryGatewayStore store = new MemoryGatewayStore();

    @Override
    public GatewayStore gateways() {
        return store;
    }
}
