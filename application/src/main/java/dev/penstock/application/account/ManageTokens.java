package dev.penstock.application.account;

import dev.penstock.application.port.AccessStore;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.Authority;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.account.TokenDraft;
import dev.penstock.domain.account.TokenHash;
import dev.penstock.domain.account.TokenId;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violation;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes, changes, lists and revokes tokens. Whoever does so gives away no more than what they hold themselves. Everywhere,
 * {@code account} null means the tokens for all accounts.
 */
public final class ManageTokens {
    /** Every token is known to every node, in memory. */
    public static final int MOST_OF_AN_ACCOUNT = 1000;

    private final AccessStore store;
    private final ManageAccounts accounts;
    private final Runnable whenChanged;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** A token with its text, which nobody will hear again. */
    public record Fresh(ApiToken token, Secret text) {}

    /**
     * @param whenChanged lets traffic know
     * @param random a cryptographically strong source
     */
    public ManageTokens(
            AccessStore store,
            ManageAccounts accounts,
            Runnable whenChanged,
            InstantSource clock,
            RandomGenerator random) {
        this.store = store;
        this.accounts = accounts;
        this.whenChanged = whenChanged;
        this.clock = clock;
        this.random = random;
    }

    public Fresh create(Authority by, @Nullable AccountId account, TokenDraft draft) {
        Secret text = ManageAccess.newToken(random);
        ApiToken token = ProblemException.orThrow(
                ApiToken.define(TokenId.random(random), TokenHash.of(text.reveal()), account, draft, clock.instant()));
        refuseBeyond(by, token.authority());
        refuseTooMany(account);
        if (account != null) {
            accounts.open(account);
        }
        store.keep(token);
        whenChanged.run();
        return new Fresh(token, text);
    }

    /** Changes a token; its text and its account stay. */
    public ApiToken replace(Authority by, @Nullable AccountId account, TokenId id, TokenDraft draft) {
        while (true) {
            ApiToken current = held(by, account, id);
            ApiToken next = ProblemException.orThrow(current.redefine(draft, clock.instant()));
            refuseBeyond(by, next.authority());
            if (store.replace(current, next)) {
                whenChanged.run();
                return next;
            }
        }
    }

    /** Gives a token another text; the old one is worth nothing from then on. */
    public Fresh roll(Authority by, @Nullable AccountId account, TokenId id) {
        Secret text = ManageAccess.newToken(random);
        while (true) {
            ApiToken current = held(by, account, id);
            ApiToken next = current.rolled(TokenHash.of(text.reveal()), clock.instant());
            if (store.replace(current, next)) {
                whenChanged.run();
                return new Fresh(next, text);
            }
        }
    }

    public ApiToken find(@Nullable AccountId account, TokenId id) {
        return store.find(id)
                .filter(token -> Objects.equals(token.authority().account(), account))
                .orElseThrow(() -> ProblemException.notFound(Problem.Thing.TOKEN));
    }

    /** The oldest first. */
    public Page<ApiToken> list(@Nullable AccountId account, PageRequest page) {
        return store.list(account, page);
    }

    /** Revokes a token: it holds no longer for the next request. */
    public ApiToken remove(@Nullable AccountId account, TokenId id) {
        ApiToken known = find(account, id);
        ApiToken removed = store.remove(known.id()).orElseThrow(() -> ProblemException.notFound(Problem.Thing.TOKEN));
        whenChanged.run();
        return removed;
    }

    /** A token that is worth no more than what its changer holds: else they would gain by giving it another text. */
    private ApiToken held(Authority by, @Nullable AccountId account, TokenId id) {
        ApiToken token = find(account, id);
        if (!by.covers(token.authority())) {
            throw new ProblemException(new Problem.Unauthorized());
        }
        return token;
    }

    private static void refuseBeyond(Authority by, Authority wished) {
        if (by.covers(wished)) {
            return;
        }
        List<Violation> violations = new ArrayList<>();
        wished.permissions().stream()
                .filter(permission -> !by.allows(permission))
                .forEach(permission -> violations.add(new Violation(
                        Path.of("policies"),
                        "A token cannot give '%s' away, which it does not have".formatted(permission.title()))));
        if (!by.outlasts(wished)) {
            violations.add(new Violation(
                    Path.of("expires_on"),
                    "Must not be later than %s, when the token that asks for it expires".formatted(by.expiresOn())));
        }
        throw new ProblemException(violations.isEmpty() ? new Problem.Unauthorized() : new Problem.Invalid(violations));
    }

    private void refuseTooMany(@Nullable AccountId account) {
        if (store.list(account, new PageRequest(1, 1)).total() >= MOST_OF_AN_ACCOUNT) {
            throw new ProblemException(new Problem.Invalid(List.of(new Violation(
                    Path.root(), "There are %d tokens already: remove one first".formatted(MOST_OF_AN_ACCOUNT)))));
        }
    }
}
