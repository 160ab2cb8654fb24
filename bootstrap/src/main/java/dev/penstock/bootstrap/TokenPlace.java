package dev.penstock.bootstrap;

import dev.penstock.domain.account.AccountId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say where tokens are kept. */
final class TokenPlace {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder of a server that does not run (default: penstock-data).")
    private @Nullable Path data;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "A server that runs, such as http://127.0.0.1:8787; PENSTOCK_API_TOKEN must hold a token of it.")
    private @Nullable String url;

    private Map<String, String> environment = System.getenv();

    void setEnvironment(Map<String, String> other) {
        environment = other;
    }

    TokenKeeper open() {
        if (url == null) {
            return FolderTokens.open(
                    Objects.requireNonNullElse(data, Objects.requireNonNull(ServerSettings.DEFAULTS.data())),
                    Environment.masterKey(environment));
        }
        if (data != null) {
            throw new IllegalArgumentException("--data and --url are two places: name one");
        }
        String token = environment.getOrDefault("PENSTOCK_API_TOKEN", "");
        if (token.isEmpty()) {
            throw new IllegalArgumentException("set PENSTOCK_API_TOKEN to a token of the server at " + url);
        }
        return new RemoteTokens(url, token);
    }

    /** The account that a flag names, else the environment; null when neither does. */
    @Nullable
    AccountId account(@Nullable String flag) {
        return flag == null
                ? Environment.over(ServerSettings.DEFAULTS, withoutToken()).account()
                : Environment.account(flag);
    }

    private Map<String, String> withoutToken() {
        return Map.of("PENSTOCK_ACCOUNT_ID", environment.getOrDefault("PENSTOCK_ACCOUNT_ID", ""));
    }
}
