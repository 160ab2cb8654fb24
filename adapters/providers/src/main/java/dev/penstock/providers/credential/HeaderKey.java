package dev.penstock.providers.credential;

import dev.penstock.domain.account.Secret;
import dev.penstock.domain.inference.CallerKey;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.provider.ProviderAuth;
import dev.penstock.providers.credential.Outgoing.Authorized;
import org.jspecify.annotations.Nullable;

/** Puts a key where the provider looks for it, and takes out what could stand beside it. */
final class HeaderKey {
    private HeaderKey() {}

    static Authorized put(Outgoing call, Secret key) {
        ProviderAuth auth = call.provider().auth();
        return put(call, new Header(auth.header(), auth.value(key)));
    }

    static Authorized put(Outgoing call, Header line) {
        ProviderAuth auth = call.provider().auth();
        Headers others = call.headers().without(sent -> CallerKey.mayHoldKey(auth, sent));
        return new Authorized(others.with(line.name(), line.value()), withoutKey(call.query(), auth.query()));
    }

    private static @Nullable String withoutKey(@Nullable String query, @Nullable String name) {
        if (query == null || name == null || !query.contains(name + "=")) {
            return query;
        }
        StringBuilder kept = new StringBuilder(query.length());
        for (String parameter : query.split("&", -1)) {
            if (!parameter.startsWith(name + "=")) {
                kept.append(kept.isEmpty() ? "" : "&").append(parameter);
            }
        }
        return kept.isEmpty() ? null : kept.toString();
    }
}
