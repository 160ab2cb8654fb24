package dev.penstock.application.port;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.TokenId;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps this server's own account and the tokens that may be shown to it. */
public interface AccessStore {
    /** The account that this server was first started with. */
    Optional<AccountId> homeAccount();

    /** Keeps the home account; the last one wins. */
    void keepHomeAccount(AccountId account);

    /** All tokens, in the order they were made. */
    List<ApiToken> tokens();

    /** Keeps a token. One with the same hash is replaced. */
    void keep(ApiToken token);

    /** Keeps {@code next} in place of {@code current}; false, and nothing changes, when {@code current} is not what is kept. */
    boolean replace(ApiToken current, ApiToken next);

    Optional<ApiToken> find(TokenId id);

    /** Forgets a token and answers it. */
    Optional<ApiToken> remove(TokenId id);

    /**
     * Tokens of one kind, in the order they were made.
     *
     * @param account the account that they belong to; null for those for all accounts
     */
    Page<ApiToken> list(@Nullable AccountId account, PageRequest page);
}
