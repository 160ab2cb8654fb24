package dev.penstock.bootstrap;

import dev.penstock.application.account.ManageAccess;
import dev.penstock.application.account.ManageAccounts;
import dev.penstock.application.account.ManageTokens;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.Authority;
import dev.penstock.domain.account.TokenDraft;
import dev.penstock.domain.account.TokenId;
import dev.penstock.domain.validation.Given;
import dev.penstock.storage.sql.FolderInUseException;
import dev.penstock.storage.sql.MasterKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tokens in the data folder of a server that does not run. Whoever can write the folder may do everything. */
final class FolderTokens implements TokenKeeper {
    private final InstantSource clock = InstantSource.system();
    private final Stores stores;
    private final ManageTokens tokens;
    private final ManageAccess access;

    private FolderTokens(Stores stores) {
        SecureRandom random = new SecureRandom();
        ManageAccounts accounts = new ManageAccounts(stores.accounts(), clock);
        this.stores = stores;
        tokens = new ManageTokens(stores.access(), accounts, () -> {}, clock, random);
        access = new ManageAccess(stores.access(), accounts, clock, random);
    }

    static FolderTokens open(Path folder, @Nullable MasterKey masterKey) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "there is no data folder %s: name one with --data, or a running server with --url"
                            .formatted(folder));
        }
        try {
            return new FolderTokens(Stores.open(folder, masterKey));
        } catch (FolderInUseException e) {
            throw new IllegalStateException(
                    "a running Penstock uses the data folder %s: ask it with --url, and its token in PENSTOCK_API_TOKEN"
                            .formatted(folder),
                    e);
        }
    }

    @Override
    public ShownToken create(Wish wish) {
        TokenDraft draft = new TokenDraft(
                wish.name(),
                wish.permissions(),
                Given.omitted(),
                wish.expires() == null ? Given.omitted() : Given.of(wish.expires()),
                Given.omitted());
        try {
            ManageTokens.Fresh fresh = tokens.create(Authority.OWNER, account(wish), draft);
            return ShownToken.of(fresh.token(), fresh.text(), clock.instant());
        } catch (ProblemException e) {
            throw new IllegalArgumentException(reason(e.problem()), e);
        }
    }

    private @Nullable AccountId account(Wish wish) {
        if (wish.allAccounts()) {
            return null;
        }
        return wish.account() == null ? access.homeAccount(null) : wish.account();
    }

    private static String reason(Problem problem) {
        return problem instanceof Problem.Invalid invalid
                ? invalid.violations().stream()
                        .map(violation -> violation.path() + ": " + violation.message())
                        .collect(Collectors.joining("; "))
                : problem.toString();
    }

    @Override
    public List<ShownToken> list(@Nullable AccountId account) {
        return stores.access().tokens().stream()
                .filter(token ->
                        account == null || account.equals(token.authority().account()))
                .map(token -> ShownToken.of(token, null, clock.instant()))
                .toList();
    }

    @Override
    public ShownToken revoke(String id) {
        ApiToken token = TokenId.parse(id).flatMap(stores.access()::find).orElseThrow(() -> TokenKeeper.unknown(id));
        return ShownToken.of(tokens.remove(token.authority().account(), token.id()), null, clock.instant());
    }

    @Override
    public void close() {
        stores.close();
    }
}
