package dev.penstock.storage.memory;

import dev.penstock.application.port.CustomCostStore;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.customprovider.CustomCost;
import dev.penstock.domain.customprovider.CustomCostId;
import dev.penstock.domain.customprovider.CustomCostQuery;
import dev.penstock.domain.customprovider.CustomProviderId;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Costs of custom providers in a map. */
public final class MemoryCustomCostStore implements CustomCostStore {
    private static final Comparator<CustomCost> ORDER = Comparator.comparing(CustomCost::createdAt)
            .thenComparing(cost -> cost.id().toString());

    private final MemoryTable<Key, CustomCost> costs = new MemoryTable<>();

    private record Key(AccountId account, CustomCostId id) {}

    @Override
    public boolean insert(CustomCost cost) {
        return costs.insert(key(cost), cost, other -> false);
    }

    @Override
    public boolean replace(CustomCost current, CustomCost next) {
        return costs.replace(key(current), current, next);
    }

    @Override
    public Optional<CustomCost> find(AccountId account, CustomCostId id) {
        return costs.find(new Key(account, id));
    }

    @Override
    public Optional<CustomCost> remove(AccountId account, CustomCostId id) {
        return costs.remove(new Key(account, id));
    }

    @Override
    public void removeAll(AccountId account, CustomProviderId provider) {
        costs.removeIf(cost -> cost.account().equals(account) && cost.provider().equals(provider));
    }

    @Override
    public Page<CustomCost> list(AccountId account, CustomCostQuery wanted, PageRequest page) {
        return costs.page(cost -> cost.account().equals(account) && wanted.matches(cost), ORDER, page);
    }

    @Override
    public List<CustomCost> all() {
        return costs.all();
    }

    private static Key key(CustomCost cost) {
        return new Key(cost.account(), cost.id());
    }
}
