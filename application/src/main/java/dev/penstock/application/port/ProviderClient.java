package dev.penstock.application.port;

import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.Upstream;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Calls providers. For one event loop: it is called there, and answers there.
 */
public interface ProviderClient {
    /**
     * One call as it goes out.
     *
     * @param query the raw query without its question mark; null for none
     * @param headers what the provider is to see; host, length and connection headers are the client's own business
     */
    record Call(
            Provider provider, Upstream upstream, @Nullable String query, String method, Headers headers, Body body) {}

    /**
     * Sends the call. The reply comes as soon as its head is here; whatever status it has, it is a reply. The stage fails
     * with {@link ProviderUnreachable} when there is no reply at all. Cancelling the subscription to a streamed reply
     * abandons the call at once, and so does {@code abandoned} when it completes before there is a reply.
     */
    CompletionStage<InferenceReply> send(Call call, CompletionStage<Void> abandoned);

    /** No reply came. The message says why without naming a secret. */
    final class ProviderUnreachable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public ProviderUnreachable(String message) {
            super(message, null, false, false);
        }
    }
}
