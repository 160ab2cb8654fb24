package dev.penstock.application.customprovider;

import dev.penstock.application.port.CustomCostStore;
import dev.penstock.application.port.CustomProviderStore;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.customprovider.CustomCost;
import dev.penstock.domain.customprovider.CustomCostDraft;
import dev.penstock.domain.customprovider.CustomCostId;
import dev.penstock.domain.customprovider.CustomCostQuery;
import dev.penstock.domain.customprovider.CustomProviderId;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violation;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Creates, changes, finds, lists and removes what the models of custom providers cost. A change holds for the next request. */
public final class ManageCustomCosts {
    private final CustomCostStore store;
    private final CustomProviderStore providers;
    private final ManageCustomProviders manageProviders;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    public ManageCustomCosts(
            CustomCostStore store,
            CustomProviderStore providers,
            ManageCustomProviders manageProviders,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.store = store;
        this.providers = providers;
        this.manageProviders = manageProviders;
        this.clock = clock;
        this.ids = ids;
    }

    /** Makes a cost. A provider that is not the account's is wrong input: it is named in the body. */
    public CustomCost create(AccountId account, CustomProviderId provider, CustomCostDraft draft) {
        CustomCost cost = ProblemException.orThrow(
                CustomCost.define(account, new CustomCostId(ids.get()), provider, draft, clock.instant()));
        checkProvider(account, provider);
        if (!store.insert(cost)) {
            throw new IllegalStateException("an id was given out twice");
        }
        try {
            checkProvider(account, provider);
        } catch (ProblemException removedMeanwhile) {
            store.remove(account, cost.id());
            throw removedMeanwhile;
        }
        manageProviders.refresh();
        return cost;
    }

    public CustomCost change(AccountId account, CustomCostId id, CustomCostDraft draft) {
        while (true) {
            CustomCost current = find(account, id);
            CustomCost next = ProblemException.orThrow(current.change(draft, clock.instant()));
            if (store.replace(current, next)) {
                manageProviders.refresh();
                return next;
            }
        }
    }

    public CustomCost find(AccountId account, CustomCostId id) {
        return store.find(account, id).orElseThrow(ManageCustomCosts::notFound);
    }

    /** An account's costs, oldest first. */
    public Page<CustomCost> list(AccountId account, CustomCostQuery wanted, PageRequest page) {
        return store.list(account, wanted, page);
    }

    public CustomCost remove(AccountId account, CustomCostId id) {
        CustomCost removed = store.remove(account, id).orElseThrow(ManageCustomCosts::notFound);
        manageProviders.refresh();
        return removed;
    }

    private void checkProvider(AccountId account, CustomProviderId provider) {
        if (providers.find(account, provider).isEmpty()) {
            throw new ProblemException(new Problem.Invalid(List.of(new Violation(
                    Path.of("account_provider_id"), "Custom provider '%s' was not found".formatted(provider)))));
        }
    }

    private static ProblemException notFound() {
        return ProblemException.notFound(Problem.Thing.CUSTOM_COST);
    }
}
