package dev.penstock.providers.credential;

import dev.penstock.application.port.CredentialReader.Unusable;
import dev.penstock.domain.provider.Credential;
import dev.penstock.providers.credential.Outgoing.Authorized;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Puts a credential onto a call, in the way of the call's provider. Made and used on one event loop, where its answers come too;
 * where nothing has to be asked for, the answer is there at once.
 */
public final class Authorizer {
    private final AwsCalls aws;
    private final GoogleCalls google;

    /**
     * @param patience how long a token endpoint may take
     * @param tokenAddress where all access tokens are asked for; null for Google's
     */
    public Authorizer(Vertx vertx, InstantSource clock, Duration patience, @Nullable String tokenAddress) {
        aws = new AwsCalls(vertx, clock);
        google = new GoogleCalls(new GoogleTokens(vertx, clock, new TokenEndpoint(vertx, patience, tokenAddress)));
    }

    /**
     * What the call has in place of its own headers and query. Fails with {@link Unusable} when it cannot be made with this
     * credential, and with {@code ProviderUnreachable} when no token could be asked for.
     *
     * @param credential null when the caller's own headers are to do, or none
     */
    public CompletionStage<Authorized> authorize(Outgoing call, @Nullable Credential credential) {
        try {
            return switch (call.provider().auth().scheme()) {
                case HEADER, AZURE ->
                    CompletableFuture.completedFuture(
                            credential == null ? call.unchanged() : HeaderKey.put(call, credential.secret()));
                case AWS_SIGV4 -> aws.authorize(call, credential);
                case GOOGLE_SERVICE_ACCOUNT -> google.authorize(call, credential);
            };
        } catch (Unusable unusable) {
            return CompletableFuture.failedFuture(unusable);
        }
    }
}
