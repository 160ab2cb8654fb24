package dev.penstock.storage.memory;

import dev.penstock.application.port.GatewayStore;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Gateways in a map. */
public final class MemoryGatewayStore implements GatewayStore {
    private static final Comparator<Gateway> BY_ID =
            Comparator.comparing(gateway -> gateway.id().value());

    private final ConcurrentMap<GatewayAddress, Gateway> byAddress = new ConcurrentHashMap<>();

    @Override
    public boolean insert(Gateway gateway) {
        return byAddress.putIfAbsent(gateway.address(), gateway) == null;
    }

    @Override
    public boolean replace(Gateway current, Gateway next) {
        return byAddress.replace(current.address(), current, next);
    }

    @Override
    public Optional<Gateway> find(GatewayAddress address) {
        return Optional.ofNullable(byAddress.get(address));
    }

    @Override
    public Optional<Gateway> remove(GatewayAddress address) {
        return Optional.ofNullable(byAddress.remove(address));
    }

    @Override
    public Page<Gateway> list(AccountId account, @Nullable String search, PageRequest page) {
        return Page.of(
                byAddress.values().stream()
                        .filter(gateway -> gateway.address().account().equals(account))
                        .filter(gateway ->
                                search == null || gateway.id().value().contains(search))
                        .sorted(BY_ID)
                        .toList(),
                page);
    }

    @Override
    public List<Gateway> all() {
        return List.copyOf(byAddress.values());
    }
}
