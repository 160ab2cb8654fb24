package dev.penstock.bootstrap;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.Secret;
import java.util.Map;

/** What the environment says about a server. An empty variable counts as unset. */
final class Environment {
    private static final int SHORTEST_TOKEN = 16;

    private Environment() {}

    static ServerSettings over(ServerSettings base, Map<String, String> environment) {
        String account = environment.getOrDefault("PENSTOCK_ACCOUNT_ID", "");
        String token = environment.getOrDefault("PENSTOCK_API_TOKEN", "");
        return new ServerSettings(
                base.listener(),
                base.data(),
                account.isEmpty() ? base.account() : account(account),
                token.isEmpty() ? base.token() : token(token),
                base.prices(),
                base.publicUrl(),
                base.baseUrls(),
                base.demo(),
                base.allowPrivateEgress());
    }

    static AccountId account(String text) {
        if (!AccountId.isValid(text)) {
            throw new IllegalArgumentException(
                    "the account id must be 1 to 64 letters, digits, '-' or '_', best 32 hexadecimal digits");
        }
        return new AccountId(text);
    }

    private static Secret token(String text) {
        if (text.length() < SHORTEST_TOKEN) {
            throw new IllegalArgumentException(
                    "PENSTOCK_API_TOKEN is too short: use at least %d random characters".formatted(SHORTEST_TOKEN));
        }
        return new Secret(text);
    }
}
