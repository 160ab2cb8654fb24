package dev.penstock.bootstrap;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.Permission;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the command line finds tokens: in a data folder, or at a server that runs. */
interface TokenKeeper extends AutoCloseable {
    /**
     * A token that somebody asks for.
     *
     * @param account null leaves the choice to the keeper, unless it is for all of them
     */
    record Wish(
            String name,
            @Nullable AccountId account,
            boolean allAccounts,
            Set<Permission> permissions,
            @Nullable Instant expires) {}

    ShownToken create(Wish wish);

    /**
     * The oldest first.
     *
     * @param account null for the tokens of every account and those for all of them
     */
    List<ShownToken> list(@Nullable AccountId account);

    ShownToken revoke(String id);

    @Override
    void close();

    static IllegalArgumentException unknown(String id) {
        return new IllegalArgumentException(
                "there is no token with the id '%s'; see: penstock token list".formatted(id));
    }
}
