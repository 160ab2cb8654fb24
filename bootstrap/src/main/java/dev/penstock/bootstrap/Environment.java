package dev.penstock.bootstrap;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.Secret;
import dev.penstock.storage.sql.MasterKey;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the environment says about a server. An empty variable counts as unset. */
final class Environment {
    private static final int SHORTEST_TOKEN = 16;
    private static final List<String> NOT_BUILT_YET = List.of("PENSTOCK_DATABASE_URL", "PENSTOCK_REDIS_URL");

    private Environment() {}

    static ServerSettings over(ServerSettings base, Map<String, String> environment) {
        refuseUnbuilt(environment);
        String account = environment.getOrDefault("PENSTOCK_ACCOUNT_ID", "");
        String token = environment.getOrDefault("PENSTOCK_API_TOKEN", "");
        MasterKey masterKey = masterKey(environment);
        return new ServerSettings(
                base.listener(),
                base.data(),
                account.isEmpty() ? base.account() : account(account),
                token.isEmpty() ? base.token() : token(token),
                base.prices(),
                base.publicUrl(),
                base.providers(),
                base.demo(),
                masterKey == null ? base.masterKey() : masterKey,
                base.allowPrivateEgress(),
                base.cache(),
                base.conduct());
    }

    /** Who sets one of these believes to have many nodes; to start alone all the same would be worse than not to start. */
    private static void refuseUnbuilt(Map<String, String> environment) {
        for (String name : NOT_BUILT_YET) {
            if (!environment.getOrDefault(name, "").isEmpty()) {
                throw new IllegalArgumentException(
                        "%s is set, but this release keeps everything in its data folder and cannot use it yet; unset it"
                                .formatted(name));
            }
        }
    }

    static AccountId account(String text) {
        if (!AccountId.isValid(text)) {
            throw new IllegalArgumentException(
                    "the account id must be 1 to 64 letters, digits, '-' or '_', best 32 hexadecimal digits");
        }
        return new AccountId(text);
    }

    /** The key that seals what is secret in the data folder; null when the environment names none. */
    static @Nullable MasterKey masterKey(Map<String, String> environment) {
        String text = environment.getOrDefault("PENSTOCK_MASTER_KEY", "");
        try {
            return text.isEmpty() ? null : MasterKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("PENSTOCK_MASTER_KEY cannot be used: " + e.getMessage(), e);
        }
    }

    private static Secret token(String text) {
        if (text.length() < SHORTEST_TOKEN) {
            throw new IllegalArgumentException(
                    "PENSTOCK_API_TOKEN is too short: use at least %d random characters".formatted(SHORTEST_TOKEN));
        }
        return new Secret(text);
    }
}
