package dev.penstock.storage.memory;

import dev.penstock.application.port.CustomDomainStore;
import dev.penstock.domain.customdomain.CustomDomain;
import dev.penstock.domain.customdomain.Hostname;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Custom domains in a map. */
public final class MemoryCustomDomainStore implements CustomDomainStore {
    private static final Comparator<CustomDomain> ORDER = Comparator.comparing(CustomDomain::createdAt)
            .thenComparing(domain -> domain.hostname().value());

    private final MemoryTable<Hostname, CustomDomain> domains = new MemoryTable<>();

    @Override
    public boolean insert(CustomDomain domain) {
        return domains.insert(domain.hostname(), domain, other -> false);
    }

    @Override
    public Optional<CustomDomain> find(GatewayAddress gateway, Hostname hostname) {
        return domains.find(hostname).filter(domain -> domain.gateway().equals(gateway));
    }

    @Override
    public synchronized Optional<CustomDomain> remove(GatewayAddress gateway, Hostname hostname) {
        return find(gateway, hostname).flatMap(domain -> domains.remove(hostname));
    }

    @Override
    public Page<CustomDomain> list(GatewayAddress gateway, @Nullable String search, PageRequest page) {
        return domains.page(
                domain -> domain.gateway().equals(gateway)
                        && (search == null || domain.hostname().value().contains(search)),
                ORDER,
                page);
    }

    @Override
    public List<CustomDomain> all() {
        return domains.all();
    }

    @Override
    public synchronized void removeAll(GatewayAddress gateway) {
        domains.removeIf(domain -> domain.gateway().equals(gateway));
    }
}
