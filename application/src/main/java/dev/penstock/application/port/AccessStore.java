package dev.penstock.application.port;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import java.util.List;
import java.util.Optional;

/** Keeps this server's own account and the tokens that may manage it. */
public interface AccessStore {
    /** The account that this server was first started with. */
    Optional<AccountId> homeAccount();

    /** Keeps the home account; the last one wins. */
    void keepHomeAccount(AccountId account);

    /** All tokens, in the order they were made. */
    List<ApiToken> tokens();

    /** Keeps a token. One with the same hash is replaced. */
    void keep(ApiToken token);
}
