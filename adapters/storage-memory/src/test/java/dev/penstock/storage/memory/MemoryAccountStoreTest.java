package dev.penstock.storage.memory;

import dev.penstock.application.port.AccountStore;
import dev.penstock.application.port.AccountStoreContract;

class MemoryAccountStoreTest implements AccountStoreContract {
    private final MemoryAccountStore store = new MemoryAccountStore();

    @Override
    public AccountStore accounts() {
        return store;
    }
}
