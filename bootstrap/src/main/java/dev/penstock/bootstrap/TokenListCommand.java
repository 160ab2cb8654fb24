package dev.penstock.bootstrap;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penstock token list}: a line for each token, with tabs between the columns. Shows neither texts nor hashes. */
@Command(
        name = "list",
        description = "List tokens: id, status, account, permissions, end, name, with tabs between.",
        mixinStandardHelpOptions = true)
final class TokenListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private TokenPlace place = new TokenPlace();

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "Only the tokens of this account (default: all tokens).")
    private @Nullable String account;

    @Option(names = "--json", description = "Print one JSON array.")
    private boolean json;

    @Override
    public Integer call() {
        try (TokenKeeper keeper = place.open()) {
            List<ShownToken> tokens = keeper.list(account == null ? null : Environment.account(account));
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(tokens.stream().map(ShownToken::json).toList());
            } else {
                tokens.forEach(token -> out.println(token.line()));
            }
        }
        return 0;
    }
}
