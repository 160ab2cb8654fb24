package dev.penstock.application.port;

import dev.penstock.domain.account.Account;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps which accounts there are, and since when. */
public interface AccountStore {
    /** Keeps a new account; nothing changes when it is there already. */
    void insert(Account account);

    Optional<Account> find(AccountId id);

    /**
     * Accounts, the oldest first.
     *
     * @param only the one account that is wanted; null for all
     */
    Page<Account> list(@Nullable AccountId only, PageRequest page);
}
