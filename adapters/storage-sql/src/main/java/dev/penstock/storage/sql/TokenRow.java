package dev.penstock.storage.sql;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.Authority;
import dev.penstock.domain.account.Permission;
import dev.penstock.domain.account.TokenHash;
import dev.penstock.domain.account.TokenId;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A token as it is kept. Times are milliseconds since 1970. */
record TokenRow(
        String id,
        String hash,
        String name,
        @Nullable String account,
        String permissions,
        @Nullable Long notBefore,
        @Nullable Long expiresOn,
        boolean disabled,
        long createdAt,
        long modifiedAt) {
    private static final String BETWEEN = ",";

    static TokenRow of(ApiToken token) {
        Authority authority = token.authority();
        AccountId account = authority.account();
        return new TokenRow(
                token.id().value(),
                token.hash().hex(),
                token.name(),
                account == null ? null : account.value(),
                authority.permissions().stream().map(Permission::name).collect(Collectors.joining(BETWEEN)),
                millis(authority.notBefore()),
                millis(authority.expiresOn()),
                token.disabled(),
                token.createdAt().toEpochMilli(),
                token.modifiedAt().toEpochMilli());
    }

    ApiToken token() {
        return new ApiToken(
                new TokenId(id),
                new TokenHash(hash),
                name,
                new Authority(
                        account == null ? null : new AccountId(account),
                        Arrays.stream(permissions.split(BETWEEN))
                                .map(Permission::valueOf)
                                .collect(Collectors.toUnmodifiableSet()),
                        instant(notBefore),
                        instant(expiresOn)),
                disabled,
                Instant.ofEpochMilli(createdAt),
                Instant.ofEpochMilli(modifiedAt));
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    @Override
    public String toString() {
        return "TokenRow[" + id + "]";
    }
}
