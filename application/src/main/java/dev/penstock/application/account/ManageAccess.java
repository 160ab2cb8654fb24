package dev.penstock.application.account;

import dev.penstock.application.port.AccessStore;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.account.TokenHash;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Gives this server its account and its first token. Only hashes of tokens are kept. */
public final class ManageAccess {
    /** Marks our tokens, so that people and secret scanners recognise one. */
    public static final String TOKEN_PREFIX = "pst_";

    private static final int TOKEN_BYTES = 24;
    private static final int ACCOUNT_BYTES = 16;

    private final AccessStore store;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * @param random a cryptographically strong source
     */
    public ManageAccess(AccessStore store, InstantSource clock, RandomGenerator random) {
        this.store = store;
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
        return home;
    }

    /** Makes a wished token valid from now on. */
    public void admit(Secret token) {
        store.keep(new ApiToken(TokenHash.of(token.reveal()), "first token", clock.instant()));
    }

    /** A new token when the server has none at all; this is the only time that its text is known. */
    public Optional<Secret> firstToken() {
        if (!store.tokens().isEmpty()) {
            return Optional.empty();
        }
        Secret token = newToken(random);
        admit(token);
        return Optional.of(token);
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
