package dev.penstock.http.management;

import dev.penstock.application.port.GatewayStore;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Gateways in a map. Breaks and stalls on demand. */
final class FakeGatewayStore implements GatewayStore {
    private final Map<GatewayAddress, Gateway> gateways = new ConcurrentHashMap<>();
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
        return gateways.putIfAbsent(gateway.address(), gateway) == null;
    }

    @Override
    public boolean replace(Gateway current, Gateway next) {
        return gateways.replace(current.address(), current, next);
    }

    @Override
    public Optional<Gateway> find(GatewayAddress address) {
        if (broken) {
            throw new IllegalStateException("the password of the database is hunter2");
        }
        open.join();
        return Optional.ofNullable(gateways.get(address));
    }

    @Override
    public Optional<Gateway> remove(GatewayAddress address) {
        return Optional.ofNullable(gateways.remove(address));
    }

    @Override
    public Page<Gateway> list(AccountId account, @Nullable String search, PageRequest page) {
        return Page.of(
                gateways.values().stream()
                        .filter(gateway -> gateway.address().account().equals(account))
                        .filter(gateway ->
                                search == null || gateway.id().value().contains(search))
                        .sorted(Comparator.comparing(gateway -> gateway.id().value()))
                        .toList(),
                page);
    }

    @Override
    public List<Gateway> all() {
        return List.copyOf(gateways.values());
    }
}
