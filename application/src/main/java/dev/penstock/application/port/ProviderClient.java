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
     * @param model the model that the body asks for; null when it names none
     * @param headers what the provider is to see; host, length and connection headers are the client's own business
     */
    record Call(
            Provider provider,
            Upstream upstream,
            @Nullable String query,
            @Nullable String model,
            String method,
            Headers headers,
            Body body) {}

    /**
     * Sends the call. The reply comes as soon as its head is here; whatever status it has, it is a reply. The stage fails
     * with {@link ProviderUnreachable} when there is no reply at all. Cancelling the subscription to a streamed reply
     * abandons the call at once. So does {@code abandoned} when it completes before there is a reply; the stage then fails
     * with a {@code CancellationException}.
     */
    CompletionStage<InferenceReply> send(Call call, CompletionStage<Void> abandoned);

    /** No reply came. */
    final class ProviderUnreachable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        public ProviderUnreachable(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }

        /** Why, in words that name no secret. */
        public String reason() {
            return reason;
        }
    }
}
