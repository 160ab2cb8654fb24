package dev.penstock.application.account;

import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.TokenHash;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tokens that are valid now. */
public final class TokenBook {
    public static final TokenBook EMPTY = new TokenBook(List.of());

    private final Set<TokenHash> hashes;

    public TokenBook(List<ApiToken> tokens) {
        hashes = tokens.stream().map(ApiToken::hash).collect(Collectors.toUnmodifiableSet());
    }

    public boolean knows(@Nullable String token) {
        return token != null && !token.isEmpty() && hashes.contains(TokenHash.of(token));
    }
}
