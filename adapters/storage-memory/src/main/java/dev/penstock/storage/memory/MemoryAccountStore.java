package dev.penstock.storage.memory;

import dev.penstock.application.port.AccountStore;
import dev.penstock.domain.account.Account;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts in a map. */
public final class MemoryAccountStore implements AccountStore {
    private static final Comparator<Account> OLDEST_FIRST = Comparator.comparing(Account::createdAt)
            .thenComparing(account -> account.id().value());

    private final MemoryTable<AccountId, Account> accounts = new MemoryTable<>();

    @Override
    public void insert(Account account) {
        accounts.insert(account.id(), account, other -> false);
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return accounts.find(id);
    }

    @Override
    public Page<Account> list(@Nullable AccountId only, PageRequest page) {
        return accounts.page(account -> only == null || account.id().equals(only), OLDEST_FIRST, page);
    }
}
