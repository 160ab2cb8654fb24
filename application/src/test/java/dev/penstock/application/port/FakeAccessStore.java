package dev.penstock.application.port;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.TokenHash;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The home account and the tokens in a map. */
public final class FakeAccessStore implements AccessStore {
    private final Map<TokenHash, ApiToken> tokens = new LinkedHashMap<>();
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
        return tokens.values().stream()
                .sorted(Comparator.comparing(ApiToken::createdAt))
                .toList();
    }

    @Override
    public synchronized void keep(ApiToken token) {
        tokens.put(token.hash(), token);
    }

    /** Makes this text a valid token. */
    public FakeAccessStore with(String token) {
        keep(new ApiToken(TokenHash.of(token), token, Instant.EPOCH));
        return this;
    }
}
