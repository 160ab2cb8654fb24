package dev.penstock.http.management;

import dev.penstock.application.port.FakeGatewayStore;
import dev.penstock.application.port.GatewayStore;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The fake store, with the troubles of a real one: it breaks and stalls on demand. */
final class TroubledGatewayStore implements GatewayStore {
    private final FakeGatewayStore gateways = new FakeGatewayStore();
    private volatile CompletableFuture<Void> open = CompletableFuture.completedFuture(null);
    private volatile boolean broken;

    /** Keeps every {@link #find} waiting until the answer is run. */
    Runnable stall() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        open = gate;
        return () -> gate.complete(null);
    }

    void breakDown() {
        broken = true;
    }

    @Override
    public boolean insert(Gateway gateway) {
        return gateways.insert(gateway);
    }

    @Override
    public boolean replace(Gateway current, Gateway next) {
        return gateways.replace(current, next);
    }

    @Override
    public Optional<Gateway> find(GatewayAddress address) {
        if (broken) {
            throw new IllegalStateException("the password of the database is hunter2");
        }
        open.join();
        return gateways.find(address);
    }

    @Override
    public Optional<Gateway> remove(GatewayAddress address) {
        return gateways.remove(address);
    }

    @Override
    public Page<Gateway> list(AccountId account, @Nullable String search, PageRequest page) {
        return gateways.list(account, search, page);
    }

    @Override
    public List<Gateway> all() {
        return gateways.all();
    }
}
