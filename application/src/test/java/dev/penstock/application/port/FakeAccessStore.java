package dev.penstock.application.port;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.TokenId;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The home account and the tokens in a map. */
public final class FakeAccessStore implements AccessStore {
    private static final Comparator<ApiToken> OLDEST_FIRST = Comparator.comparing(ApiToken::createdAt)
            .thenComparing(token -> token.id().value());

    private final Map<TokenId, ApiToken> tokens = new HashMap<>();
    private @Nullable AccountId home;

    @Override
    public synchronized Optional<AccountId> homeAccount() {
        return Optional.ofNullable(home);
    }

    @Override
    public synchronized void keepHomeAccount(AccountId account) {
        home = account;
    }

    @Override
    public synchronized List<ApiToken> tokens() {
        return tokens.values().stream().sorted(OLDEST_FIRST).toList();
    }

    @Override
    public synchronized void keep(ApiToken token) {
        tokens.values().removeIf(known -> known.hash().equals(token.hash()));
        tokens.put(token.id(), token);
    }

    @Override
    public synchronized boolean replace(ApiToken current, ApiToken next) {
        return tokens.replace(current.id(), current, next);
    }

    @Override
    public synchronized Optional<ApiToken> find(TokenId id) {
        return Optional.ofNullable(tokens.get(id));
    }

    @Override
    public synchronized Optional<ApiToken> remove(TokenId id) {
        return Optional.ofNullable(tokens.remove(id));
    }

    @Override
    public Page<ApiToken> list(@Nullable AccountId account, PageRequest page) {
        return Page.of(
                tokens().stream()
                        .filter(token -> Objects.equals(token.authority().account(), account))
                        .toList(),
                page);
    }

    /** Makes this text a token that may do everything, everywhere. */
    public FakeAccessStore with(String token) {
        keep(SampleTokens.ofOwner(token, Instant.EPOCH));
        return this;
    }
}
