package dev.penstock.application.port;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.Authority;
import dev.penstock.domain.account.Permission;
import dev.penstock.domain.account.TokenHash;
import dev.penstock.domain.account.TokenId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tokens to try things with. The text that one is made of decides its id. */
public final class SampleTokens {
    private SampleTokens() {}

    public static TokenId id(String text) {
        return TokenId.random(new Random(text.hashCode()));
    }

    /** One that may do everything, everywhere, always. */
    public static ApiToken ofOwner(String text, Instant createdAt) {
        return ApiToken.ofOwner(id(text), TokenHash.of(text), "token " + text, createdAt);
    }

    /** One of an account; null for all of them. */
    public static ApiToken of(@Nullable AccountId account, String text, Permission first, Permission... more) {
        return with(text, new Authority(account, EnumSet.of(first, more), null, null));
    }

    /** One that may do everything from a moment on, and until another. */
    public static ApiToken between(String text, @Nullable Instant notBefore, @Nullable Instant expiresOn) {
        return with(text, new Authority(null, Set.of(Permission.values()), notBefore, expiresOn));
    }

    public static ApiToken with(String text, Authority authority) {
        return new ApiToken(
                id(text), TokenHash.of(text), "token " + text, authority, false, Instant.EPOCH, Instant.EPOCH);
    }

    public static ApiToken disabled(String text) {
        ApiToken token = ofOwner(text, Instant.EPOCH);
        return new ApiToken(
                token.id(), token.hash(), token.name(), token.authority(), true, token.createdAt(), token.modifiedAt());
    }
}
