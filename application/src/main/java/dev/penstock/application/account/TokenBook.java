package dev.penstock.application.account;

import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.TokenHash;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every token that there is, whether it holds at the moment or not, found by its text. */
public final class TokenBook {
    public static final TokenBook EMPTY = new TokenBook(List.of());

    private final Map<TokenHash, ApiToken> byHash;

    public TokenBook(List<ApiToken> tokens) {
        byHash = tokens.stream()
                .collect(Collectors.toUnmodifiableMap(ApiToken::hash, Function.identity(), (kept, same) -> same));
    }

    /** The token with this text; null when there is none. Costs the same however many tokens there are. */
    public @Nullable ApiToken find(@Nullable String text) {
        return text == null || text.isEmpty() ? null : byHash.get(TokenHash.of(text));
    }
}
