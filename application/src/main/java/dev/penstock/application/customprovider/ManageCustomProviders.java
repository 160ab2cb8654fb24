package dev.penstock.application.customprovider;

import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.port.CustomCostStore;
import dev.penstock.application.port.CustomProviderStore;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.customprovider.CustomProvider;
import dev.penstock.domain.customprovider.CustomProviderBook;
import dev.penstock.domain.customprovider.CustomProviderDraft;
import dev.penstock.domain.customprovider.CustomProviderId;
import dev.penstock.domain.customprovider.CustomProviderQuery;
import dev.penstock.domain.customprovider.CustomSlug;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.validation.Path;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** Creates, changes, finds, lists and removes custom providers. A change holds for the next request. */
public final class ManageCustomProviders {
    private final CustomProviderStore store;
    private final CustomCostStore costs;
    private final LiveSettings live;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    public ManageCustomProviders(
            CustomProviderStore store,
            CustomCostStore costs,
            LiveSettings live,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.store = store;
        this.costs = costs;
        this.live = live;
        this.clock = clock;
        this.ids = ids;
    }

    public CustomProvider create(AccountId account, CustomProviderDraft draft) {
        CustomProvider provider = ProblemException.orThrow(
                CustomProvider.define(account, new CustomProviderId(ids.get()), draft, clock.instant()));
        if (!store.insert(provider)) {
            throw taken(provider.slug());
        }
        refresh();
        return provider;
    }

    public CustomProvider change(AccountId account, CustomProviderId id, CustomProviderDraft draft) {
        while (true) {
            CustomProvider current = find(account, id);
            CustomProvider next = ProblemException.orThrow(current.change(draft, clock.instant()));
            switch (store.replace(current, next)) {
                case DONE -> {
                    refresh();
                    return next;
                }
                case STALE -> {}
                case SLUG_TAKEN -> throw taken(next.slug());
            }
        }
    }

    public CustomProvider find(AccountId account, CustomProviderId id) {
        return store.find(account, id).orElseThrow(ManageCustomProviders::notFound);
    }

    /** An account's providers in the order of their names. */
    public Page<CustomProvider> list(AccountId account, CustomProviderQuery wanted, PageRequest page) {
        return store.list(account, wanted, page);
    }

    /** Removes a provider and its costs. */
    public CustomProvider remove(AccountId account, CustomProviderId id) {
        CustomProvider removed = store.remove(account, id).orElseThrow(ManageCustomProviders::notFound);
        costs.removeAll(account, id);
        refresh();
        return removed;
    }

    /** Lets traffic know what is kept now. */
    public void refresh() {
        live.replaceCustomProviders(() -> new CustomProviderBook(store.all(), costs.all()));
    }

    private static ProblemException notFound() {
        return ProblemException.notFound(Problem.Thing.CUSTOM_PROVIDER);
    }

    private static ProblemException taken(CustomSlug slug) {
        return new ProblemException(new Problem.AlreadyExists(
                Problem.Thing.CUSTOM_PROVIDER,
                Path.of("slug"),
                "A custom provider with slug '%s' already exists".formatted(slug)));
    }
}
