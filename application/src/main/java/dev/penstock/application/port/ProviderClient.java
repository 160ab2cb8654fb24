package dev.penstock.application.port;

import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.provider.Api;
import dev.penstock.domain.provider.Credential;
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
     * @param model the model that the body asks for; null when it names none
     * @param headers what the provider is to see; host, length, connection headers and the credential are the client's own business
     * @param credential what is to be put in; null when the headers hold all there is
     * @param translation what has to be done to the body on both ways; null when it passes as it is
     */
    record Call(
            Provider provider,
            Address address,
            @Nullable String model,
            String method,
            Headers headers,
            Body body,
            @Nullable Credential credential,
            @Nullable Translation translation) {}

    /**
     * Where a call goes.
     *
     * @param query the raw query without its question mark; null for none
     */
    record Address(Upstream upstream, @Nullable String query) {}

    /**
     * That a body speaks another API than the provider's endpoint.
     *
     * @param from the caller's API
     * @param dialect names what the endpoint makes of chat completions; null when it takes them as they are
     * @param askedModel the model as the caller wrote it, which the answer repeats
     */
    record Translation(Api from, @Nullable String dialect, String askedModel) {}

    /**
     * Sends the call. The reply comes as soon as its head is here; whatever status it has, it is a reply. The stage fails
     * with {@link ProviderUnreachable} when there is no reply at all, and with a {@code ProblemException} when the body cannot be
     * translated. Cancelling the subscription to a streamed reply
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
