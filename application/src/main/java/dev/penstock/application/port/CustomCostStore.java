package dev.penstock.application.port;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.customprovider.CustomCost;
import dev.penstock.domain.customprovider.CustomCostId;
import dev.penstock.domain.customprovider.CustomCostQuery;
import dev.penstock.domain.customprovider.CustomProviderId;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.util.List;
import java.util.Optional;

/** Keeps what the models of custom providers cost. What a method has answered survives the end of the process. */
public interface CustomCostStore {
    /** Keeps a new cost; false, and nothing changes, when its id is taken in its account. */
    boolean insert(CustomCost cost);

    /** Keeps {@code next} in place of {@code current}; false, and nothing changes, when {@code current} is not what is kept. */
    boolean replace(CustomCost current, CustomCost next);

    Optional<CustomCost> find(AccountId account, CustomCostId id);

    /** Forgets a cost and answers it. */
    Optional<CustomCost> remove(AccountId account, CustomCostId id);

    /** Forgets every cost of a provider. */
    void removeAll(AccountId account, CustomProviderId provider);

    /** An account's costs, oldest first, then in the order of their ids. */
    Page<CustomCost> list(AccountId account, CustomCostQuery wanted, PageRequest page);

    /** Every cost of every account. */
    List<CustomCost> all();
}
