package dev.penstock.bootstrap;

import dev.penstock.domain.account.Permission;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penstock token create}: the text of the new token stands on the last line, by itself. */
@Command(
        name = "create",
        description = "Make a token; its text is printed once, on the last line.",
        mixinStandardHelpOptions = true)
final class TokenCreateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private TokenPlace place = new TokenPlace();

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "What people know it by.")
    private String name = "";

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "The account that it is for (default: PENSTOCK_ACCOUNT_ID, else the server's own).")
    private @Nullable String account;

    @Option(names = "--all-accounts", description = "For all accounts; with write it administers everything.")
    private boolean allAccounts;

    @Option(
            names = "--permission",
            split = ",",
            paramLabel = "WORD",
            description = "read, write (which includes read), run (default: run). Several: read,run")
    private List<Permission> permissions = List.of(Permission.RUN);

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            description = "30d, 12h, 90m, or a moment such as 2027-01-31T12:00:00Z (default: never).")
    private @Nullable String expires;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        if (allAccounts && account != null) {
            throw new IllegalArgumentException("--account and --all-accounts are two wishes: name one");
        }
        TokenKeeper.Wish wish = new TokenKeeper.Wish(
                name,
                allAccounts ? null : place.account(account),
                allAccounts,
                EnumSet.copyOf(permissions),
                expires == null ? null : Expiry.of(expires, Instant.now()));
        try (TokenKeeper keeper = place.open()) {
            print(keeper.create(wish), spec.commandLine().getOut());
        }
        return 0;
    }

    private void print(ShownToken made, PrintWriter out) {
        if (json) {
            out.println(made.json());
        } else {
            out.println(made.line());
            out.println(made.token());
        }
    }
}
