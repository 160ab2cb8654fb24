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
import org.jspecify.annotations.Nullable;

/** Gateways in a map. */
public final class MemoryGatewayStore implements GatewayStore {
    private static final Comparator<Gateway> BY_ID =
            Comparator.comparing(gateway -> gateway.id().value());

    private final MemoryTable<GatewayAddress, Gateway> gateways = new MemoryTable<>();

    @Override
    public boolean insert(Gateway gateway) {
        return gateways.insert(gateway.address(), gateway, other -> false);
    }

    @Override
    public boolean replace(Gateway current, Gateway next) {
        return gateways.replace(current.address(), current, next);
    }

    @Override
    public Optional<Gateway> find(GatewayAddress address) {
        return gateways.find(address);
    }

    @Override
    public Optional<Gateway> remove(GatewayAddress address) {
        return gateways.remove(address);
    }

    @Override
    public Page<Gateway> list(AccountId account, @Nullable String search, PageRequest page) {
        return gateways.page(
                gateway -> gateway.address().account().equals(account)
                        && (search == null || gateway.id().value().contains(search)),
                BY_ID,
                page);
    }

    @Override
    public List<Gateway> all() {
        return gateways.all();
    }
}
