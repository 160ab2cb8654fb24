package dev.penstock.application.port;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gateways in a map. */
public final class FakeGatewayStore implements GatewayStore {
    private final Map<GatewayAddress, Gateway> byAddress = new HashMap<>();

    @Override
    public synchronized boolean insert(Gateway gateway) {
        return byAddress.putIfAbsent(gateway.address(), gateway) == null;
    }

    @Override
    public synchronized boolean replace(Gateway current, Gateway next) {
        return byAddress.replace(current.address(), current, next);
    }

    @Override
    public synchronized Optional<Gateway> find(GatewayAddress address) {
        return Optional.ofNullable(byAddress.get(address));
    }

    @Override
    public synchronized Optional<Gateway> remove(GatewayAddress address) {
        return Optional.ofNullable(byAddress.remove(address));
    }

    @Override
    public synchronized Page<Gateway> list(AccountId account, @Nullable String search, PageRequest page) {
        List<Gateway> found = byAddress.values().stream()
                .filter(gateway -> gateway.address().account().equals(account))
                .filter(gateway -> search == null || gateway.id().value().contains(search))
                .sorted(Comparator.comparing(gateway -> gateway.id().value()))
                .toList();
        return Page.of(found, page);
    }

    @Override
    public synchronized List<Gateway> all() {
        return List.copyOf(byAddress.values());
    }

    public FakeGatewayStore with(Gateway gateway) {
        insert(gateway);
        return this;
    }
}
