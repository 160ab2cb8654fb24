package dev.penstock.application.account;

import dev.penstock.application.port.AccessStore;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.Permission;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.account.TokenHash;
import dev.penstock.domain.account.TokenId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Gives this server its account and the token that administers it at first. Only hashes of tokens are kept. */
public final class ManageAccess {
    /** Marks our tokens, so that people and secret scanners recognise one. */
    public static final String TOKEN_PREFIX = "pst_";

    private static final int TOKEN_BYTES = 24;
    private static final int ACCOUNT_BYTES = 16;

    private final AccessStore store;
    private final ManageAccounts accounts;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * @param random a cryptographically strong source
     */
    public ManageAccess(AccessStore store, ManageAccounts accounts, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.accounts = accounts;
        this.clock = clock;
        this.random = random;
    }

    /** The account of this server: the wished one, else the kept one, else a new one. It is kept. */
    public AccountId homeAccount(@Nullable AccountId wished) {
        AccountId home = wished != null
                ? wished
                : store.homeAccount()
                        .orElseGet(() -> new AccountId(HexFormat.of().formatHex(bytes(random, ACCOUNT_BYTES))));
        store.keepHomeAccount(home);
        accounts.open(home);
        return home;
    }

    /** Lets a wished token administer everything from now on, whatever it could do before. */
    public void admit(Secret token) {
        TokenHash hash = TokenHash.of(token.reveal());
        Instant now = clock.instant();
        if (store.tokens().stream().noneMatch(known -> known.hash().equals(hash) && administers(known, now))) {
            store.keep(ApiToken.ofOwner(TokenId.random(random), hash, "given at start", now));
        }
    }

    /** A new token when no token administers this server; this is the only time that its text is known. */
    public Optional<Secret> firstToken() {
        Instant now = clock.instant();
        if (store.tokens().stream().anyMatch(token -> administers(token, now))) {
            return Optional.empty();
        }
        Secret token = newToken(random);
        store.keep(ApiToken.ofOwner(TokenId.random(random), TokenHash.of(token.reveal()), "first token", now));
        return Optional.of(token);
    }

    private static boolean administers(ApiToken token, Instant now) {
        return token.holdsAt(now)
                && token.authority().reachesAll()
                && token.authority().allows(Permission.WRITE);
    }

    /**
     * A new token that is kept nowhere.
     *
     * @param random a cryptographically strong source
     */
    public static Secret newToken(RandomGenerator random) {
        return new Secret(TOKEN_PREFIX + HexFormat.of().formatHex(bytes(random, TOKEN_BYTES)));
    }

    private static byte[] bytes(RandomGenerator random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
