package dev.penstock.application.port;

import dev.penstock.domain.inference.Frame;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.Subprotocols;
import dev.penstock.domain.provider.Credential;
import dev.penstock.domain.provider.Provider;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Opens WebSockets to providers. For one event loop: it is called there, and answers there. */
public interface RealtimeClient {
    /**
     * One WebSocket as it is asked for.
     *
     * @param model the model that the address asks for; null when it names none
     * @param headers what the provider is to see; host, connection headers, the handshake and the credential are the client's own
     *     business
     * @param protocols what is offered to the provider, in this order
     * @param credential what is to be put in; null when headers, protocols and query hold all there is
     */
    record Call(
            Provider provider,
            ProviderClient.Address address,
            @Nullable String model,
            Headers headers,
            Subprotocols protocols,
            @Nullable Credential credential) {}

    /**
     * What a provider answered.
     *
     * @param reply the head of its handshake with status 101, and a meter that reads along in what comes from it; or why it wants
     *     no WebSocket
     * @param opened null when it wants none
     */
    record Answer(InferenceReply reply, @Nullable Opened opened) {}

    /**
     * An open WebSocket, from which nothing is read before somebody asks.
     *
     * @param protocol that the provider has chosen; null for none
     */
    record Opened(@Nullable String protocol, Connection connection) {}

    /** Both directions of an open WebSocket. */
    interface Connection {
        /**
         * Joins both directions, once. What comes back is to be subscribed to once: frames from the provider, in order, of which
         * a {@link Frame.Close} is the last; it fails when the connection breaks. The frames for the provider are asked for as
         * fast as it takes them; after a {@link Frame.Close} among them the provider has the last word. Cancelling the
         * subscription ends the connection at once.
         */
        Flow.Publisher<Frame> join(Flow.Publisher<Frame> toProvider);

        /** Ends a connection that nobody has joined. */
        void abandon();
    }

    /**
     * Opens a WebSocket. The stage fails with {@link ProviderClient.ProviderUnreachable} when there is no answer at all, and
     * with a {@code CancellationException} when {@code abandoned} completes first.
     */
    CompletionStage<Answer> open(Call call, CompletionStage<Void> abandoned);
}
