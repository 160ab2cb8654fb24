package dev.penstock.http.management;

import dev.penstock.application.port.AccessStore;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Tokens in a list. */
final class FakeAccessStore implements AccessStore {
    private final List<ApiToken> tokens = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable AccountId> home = new AtomicReference<>();

    @Override
    public Optional<AccountId> homeAccount() {
        return Optional.ofNullable(home.get());
    }

    @Override
    public void keepHomeAccount(AccountId account) {
        home.set(account);
    }

    @Override
    public List<ApiToken> tokens() {
        return List.copyOf(tokens);
    }

    @Override
    public void keep(ApiToken token) {
        tokens.add(token);
    }
}
