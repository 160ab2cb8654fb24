package dev.penstock.storage.memory;

import dev.penstock.application.port.CustomProviderStore;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.customprovider.CustomProvider;
import dev.penstock.domain.customprovider.CustomProviderId;
import dev.penstock.domain.customprovider.CustomProviderQuery;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Custom providers in a map. */
public final class MemoryCustomProviderStore implements CustomProviderStore {
    // Bytes of UTF-8 stand in the order of code points; Java's own order of texts does not.
    private static final Comparator<CustomProvider> ORDER = Comparator.<CustomProvider, byte[]>comparing(
                    provider -> provider.presentation().name().getBytes(StandardCharsets.UTF_8),
                    Arrays::compareUnsigned)
            .thenComparing(provider -> provider.id().toString());

    private final MemoryTable<Key, CustomProvider> providers = new MemoryTable<>();

    private record Key(AccountId account, CustomProviderId id) {}

    @Override
    public synchronized boolean insert(CustomProvider provider) {
        return providers.insert(key(provider), provider, other -> clash(provider, other));
    }

    @Override
    public synchronized Replacement replace(CustomProvider current, CustomProvider next) {
        if (!providers.find(key(current)).equals(Optional.of(current))) {
            return Replacement.STALE;
        }
        if (providers.all().stream().anyMatch(other -> clash(next, other))) {
            return Replacement.SLUG_TAKEN;
        }
        providers.replace(key(current), current, next);
        return Replacement.DONE;
    }

    private static boolean clash(CustomProvider one, CustomProvider other) {
        return one.account().equals(other.account())
                && one.slug().equals(other.slug())
                && !one.id().equals(other.id());
    }

    @Override
    public Optional<CustomProvider> find(AccountId account, CustomProviderId id) {
        return providers.find(new Key(account, id));
    }

    @Override
    public synchronized Optional<CustomProvider> remove(AccountId account, CustomProviderId id) {
        return providers.remove(new Key(account, id));
    }

    @Override
    public Page<CustomProvider> list(AccountId account, CustomProviderQuery wanted, PageRequest page) {
        return providers.page(provider -> provider.account().equals(account) && wanted.matches(provider), ORDER, page);
    }

    @Override
    public List<CustomProvider> all() {
        return providers.all();
    }

    private static Key key(CustomProvider provider) {
        return new Key(provider.account(), provider.id());
    }
}
