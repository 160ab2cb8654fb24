package dev.penstock.providers;

import dev.penstock.application.port.ProviderClient.ProviderUnreachable;
import dev.penstock.application.port.RealtimeClient;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.provider.ProviderAuth;
import dev.penstock.vertx.Buffers;
import dev.penstock.vertx.HeaderLines;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Opens WebSockets to providers. Made and used on one event loop, like the client for everything else. */
public final class VertxRealtimeClient implements RealtimeClient {
    private static final int SWITCHED = 101;
    private static final int MAX_FRAME_BYTES = 16 * 1024 * 1024;
    private static final int CLOSING_SECONDS = 5;
    private static final int CONNECTIONS_PER_HOST = 1024;
    private static final long HANDSHAKE_MILLIS = 30_000;

    private final WebSocketClient client;
    private final ForeignAddress foreign;

    public VertxRealtimeClient(Vertx vertx, ProviderClientSettings settings) {
        foreign = new ForeignAddress(vertx, settings.privateForeigners());
        client = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setConnectTimeout((int) settings.connect().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) settings.idle().toMillis())
                .setMaxFrameSize(MAX_FRAME_BYTES)
                .setMaxMessageSize(MAX_FRAME_BYTES)
                .setMaxConnections(CONNECTIONS_PER_HOST)
                .setClosingTimeout(CLOSING_SECONDS)
                .setVerifyHost(true));
    }

    @Override
    public CompletionStage<Answer> open(Call call, CompletionStage<Void> abandoned) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        abandoned.thenRun(() -> answer.completeExceptionally(new CancellationException("the caller left")));
        Endpoint endpoint = Endpoint.of(call.address().upstream().base());
        connect(call, endpoint)
                .onComplete(socket -> opened(call, socket, answer), failure -> failed(call, failure, answer));
        return answer;
    }

    /**
     * Vert.x' client for WebSockets takes no address beside the name. So a foreign address that was looked at is connected to as
     * such, under the server's name; where there is a certificate, which has to hold that name, no other server than the
     * name's own gets a word of the handshake.
     */
    private Future<WebSocket> connect(Call call, Endpoint endpoint) {
        WebSocketConnectOptions options = options(call, endpoint);
        return call.address().upstream().foreign()
                ? foreign.of(endpoint)
                        .compose(address -> client.connect(endpoint.tls() ? options : at(address, endpoint, options)))
                : client.connect(options);
    }

    private static WebSocketConnectOptions at(
            SocketAddress address, Endpoint endpoint, WebSocketConnectOptions options) {
        String host = endpoint.host().indexOf(':') < 0 ? endpoint.host() : "[" + endpoint.host() + "]";
        return options.setHost(address.hostAddress()).addHeader(HttpHeaders.HOST, host + ":" + endpoint.port());
    }

    private static WebSocketConnectOptions options(Call call, Endpoint endpoint) {
        String query = call.address().query();
        String path = endpoint.pathPrefix() + call.address().upstream().path();
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost(endpoint.host())
                .setPort(endpoint.port())
                .setSsl(endpoint.tls())
                .setURI(query == null ? path : path + "?" + query)
                .setTimeout(HANDSHAKE_MILLIS)
                .setAllowOriginHeader(false)
                .setSubProtocols(new ArrayList<>(call.protocols().items()));
        for (Header line : authorized(call)) {
            options.addHeader(line.name(), line.value());
        }
        return options;
    }

    /** The headers, with the credential in its place. */
    private static Headers authorized(Call call) {
        if (call.credential() == null) {
            return call.headers();
        }
        ProviderAuth auth = call.provider().auth();
        String value = auth.format().replace("{key}", call.credential().secret().reveal());
        return call.headers().without(line -> line.isNamed(auth.header())).with(auth.header(), value);
    }

    private static void opened(Call call, WebSocket socket, CompletableFuture<Answer> answer) {
        SocketConnection connection = new SocketConnection(socket);
        InferenceReply head = new InferenceReply(
                SWITCHED, HeaderLines.toDomain(socket.headers()), Body.EMPTY, origin(call), connection.meter());
        if (!answer.complete(new Answer(head, new Opened(socket.subProtocol(), connection)))) {
            connection.abandon();
        }
    }

    private static void failed(Call call, Throwable failure, CompletableFuture<Answer> answer) {
        if (failure instanceof UpgradeRejectedException refusal) {
            answer.complete(new Answer(reply(call, refusal), null));
        } else {
            answer.completeExceptionally(new ProviderUnreachable(FailureReason.of(failure)));
        }
    }

    private static InferenceReply reply(Call call, UpgradeRejectedException refusal) {
        Buffer body = refusal.getBody();
        return new InferenceReply(
                refusal.getStatus(),
                HeaderLines.toDomain(refusal.getHeaders()),
                new Body.Whole(Buffers.toBytes(body == null ? Buffer.buffer() : Buffer.buffer(body.getBytes()))),
                origin(call),
                InferenceReply.Meter.NONE);
    }

    private static InferenceReply.Origin origin(Call call) {
        return new InferenceReply.Origin(call.provider().id(), call.model());
    }
}
