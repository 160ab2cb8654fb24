package dev.penstock.application.port;

import dev.penstock.domain.account.Account;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts in a map. */
public final class FakeAccountStore implements AccountStore {
    private final Map<AccountId, Account> accounts = new HashMap<>();

    @Override
    public synchronized void insert(Account account) {
        accounts.putIfAbsent(account.id(), account);
    }

    @Override
    public synchronized Optional<Account> find(AccountId id) {
        return Optional.ofNullable(accounts.get(id));
    }

    @Override
    public synchronized Page<Account> list(@Nullable AccountId only, PageRequest page) {
        return Page.of(
                accounts.values().stream()
                        .filter(account -> only == null || account.id().equals(only))
                        .sorted(Comparator.comparing(Account::createdAt)
                                .thenComparing(account -> account.id().value()))
                        .toList(),
                page);
    }
}
