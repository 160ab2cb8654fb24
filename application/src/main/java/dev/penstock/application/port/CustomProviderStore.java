package dev.penstock.application.port;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.customprovider.CustomProvider;
import dev.penstock.domain.customprovider.CustomProviderId;
import dev.penstock.domain.customprovider.CustomProviderQuery;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.util.List;
import java.util.Optional;

/** Keeps custom providers. An account has each slug once. What a method has answered survives the end of the process. */
public interface CustomProviderStore {
    /** What became of a replacement. */
    enum Replacement {
        DONE,
        /** Nothing changed: what should be replaced is not what is kept. */
        STALE,
        /** Nothing changed: another provider of the account has the slug. */
        SLUG_TAKEN
    }

    /** Keeps a new provider; false, and nothing changes, when its id or its slug is taken in its account. */
    boolean insert(CustomProvider provider);

    /** Keeps {@code next} in place of {@code current}. */
    Replacement replace(CustomProvider current, CustomProvider next);

    Optional<CustomProvider> find(AccountId account, CustomProviderId id);

    /** Forgets a provider and answers it. */
    Optional<CustomProvider> remove(AccountId account, CustomProviderId id);

    /** An account's providers in the order of their names, by code point, then of their ids. */
    Page<CustomProvider> list(AccountId account, CustomProviderQuery wanted, PageRequest page);

    /** Every provider of every account. */
    List<CustomProvider> all();
}
