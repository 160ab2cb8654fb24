package dev.penstock.application.account;

import dev.penstock.application.port.AccountStore;
import dev.penstock.domain.account.Account;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Remembers which accounts there are. One comes into being when something is made in it, and stays. */
public final class ManageAccounts {
    private final AccountStore store;
    private final InstantSource clock;
    private final Set<AccountId> open = ConcurrentHashMap.newKeySet();

    public ManageAccounts(AccountStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Makes sure that an account is there. Asks the store only the first time. */
    public void open(AccountId account) {
        if (!open.contains(account)) {
            store.insert(new Account(account, clock.instant()));
            open.add(account);
        }
    }

    /** The account, if anything was ever made in it. */
    public Optional<Account> find(AccountId account) {
        return store.find(account);
    }

    /**
     * Accounts, the oldest first.
     *
     * @param only the one account that is wanted; null for all
     */
    public Page<Account> list(@Nullable AccountId only, PageRequest page) {
        return store.list(only, page);
    }
}
