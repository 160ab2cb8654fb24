package dev.penstock.bootstrap;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penstock token revoke}: a token that is worth nothing any more. */
@Command(
        name = "revoke",
        description = "Revoke a token: it is worth nothing from the next request on.",
        mixinStandardHelpOptions = true)
final class TokenRevokeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private TokenPlace place = new TokenPlace();

    @Parameters(paramLabel = "ID", description = "The id of the token, as the list shows it.")
    private String id = "";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        try (TokenKeeper keeper = place.open()) {
            ShownToken revoked = keeper.revoke(id);
            spec.commandLine().getOut().println(json ? revoked.json() : "Revoked: " + revoked.line());
        }
        return 0;
    }
}
