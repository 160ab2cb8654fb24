package dev.penstock.providers.credential;

import dev.penstock.application.port.CredentialReader.Unusable;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.provider.Credential;
import dev.penstock.providers.credential.Outgoing.Authorized;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Calls to Vertex AI: a service account is changed into an access token, which goes where the provider looks for one. */
final class GoogleCalls {
    private static final String CALLERS = "caller";

    private final GoogleTokens tokens;

    GoogleCalls(GoogleTokens tokens) {
        this.tokens = tokens;
    }

    CompletionStage<Authorized> authorize(Outgoing call, @Nullable Credential credential) {
        Credential shown = credential == null ? callers(call) : credential;
        if (shown == null) {
            return CompletableFuture.completedFuture(call.unchanged());
        }
        SecretJson json = SecretJson.in(shown.secret());
        return json == null
                ? CompletableFuture.completedFuture(HeaderKey.put(call, shown.secret()))
                : tokens.of(shown, json)
                        .map(token -> HeaderKey.put(call, token))
                        .toCompletionStage();
    }

    /** Callers may send a whole service account in a token's place; null when this one sent anything else. */
    private static @Nullable Credential callers(Outgoing call) {
        String sent = call.headers().get("authorization");
        if (sent == null || !sent.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length())) {
            return null;
        }
        try {
            Secret secret = new Secret(sent.substring("Bearer ".length()));
            SecretJson json = SecretJson.in(secret);
            return json == null ? null : Credential.plain(json.text(), CALLERS);
        } catch (Unusable notJson) {
            return null;
        }
    }
}
