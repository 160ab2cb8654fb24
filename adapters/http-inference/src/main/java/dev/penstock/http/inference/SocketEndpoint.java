package dev.penstock.http.inference;

import dev.penstock.application.inference.Failures;
import dev.penstock.application.inference.GatewayAnswer;
import dev.penstock.application.problem.Problem;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.inference.Arrival;
import dev.penstock.domain.inference.Door;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestFacts;
import dev.penstock.domain.inference.RequestOptions;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.inference.Subprotocols;
import dev.penstock.vertx.HeaderLines;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data plane's door for WebSockets (data plane endpoints, section 6): at a gateway's base many requests over one socket, below
 * a provider a session with it. Whoever may not in is answered in HTTP. For one event loop.
 */
public final class SocketEndpoint implements Handler<HttpServerRequest> {
    private static final String WEBSOCKET = "websocket";
    private static final RequestTarget.Native NOTHING_YET = new RequestTarget.Native("", "", null);

    private final Sockets sockets;

    public SocketEndpoint(Sockets sockets) {
        this.sockets = sockets;
    }

    /** Whether a request asks for a WebSocket. One with a body does not: nobody could say where frames begin. */
    public static boolean isAskedFor(HttpServerRequest http) {
        return http.method().equals(HttpMethod.GET)
                && WEBSOCKET.equalsIgnoreCase(http.getHeader(HttpHeaders.UPGRADE))
                && !http.headers().contains(HttpHeaders.CONTENT_LENGTH)
                && !http.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    @Override
    public void handle(HttpServerRequest http) {
        handle(http, InferencePath.parse(http.path(), http.query()));
    }

    /** Serves a WebSocket on a hostname of a gateway's own, where the path begins with the provider. */
    public void handle(HttpServerRequest http, GatewayAddress gateway) {
        handle(http, InferencePath.parse(gateway, http.path(), http.query()));
    }

    private void handle(HttpServerRequest http, @Nullable InferencePath path) {
        Instant now = sockets.clock().instant();
        Headers headers = withToken(HeaderLines.toDomain(http.headers()));
        RequestOptions options = RequestHeaders.options(headers);
        Arrival arrival = new Arrival(sockets.ids().next(now), now, Door.WEBSOCKET);
        RequestNames.addTo(http.response().headers(), arrival.id(), options);
        RequestTarget target = path == null ? null : path.target();
        if (path == null || target instanceof RequestTarget.Unified) {
            ProblemReply.write(GatewayAnswer.to(new Problem.NotFound(Problem.Thing.GATEWAY)), Door.WEBSOCKET, http);
            return;
        }
        RequestTarget asked = target == null ? NOTHING_YET.withQuery(http.query()) : target;
        InferenceRequest request = new InferenceRequest(
                arrival, path.gateway(), asked, http.method().name(), headers, content(asked), options);
        http.pause();
        if (target == null) {
            admit(http, request);
        } else {
            new SessionDoor(http, request).open(sockets.sessions());
        }
    }

    /** A token among the subprotocols stands for one in the gateway's own header, which goes before it. */
    private static Headers withToken(Headers headers) {
        Secret token = Subprotocols.in(headers).gatewayToken();
        return token == null || headers.get("cf-aig-authorization") != null
                ? headers
                : headers.with("cf-aig-authorization", token.reveal());
    }

    /** Realtime APIs name the model in the query. */
    private static InferenceRequest.Content content(RequestTarget target) {
        String model = QueryParameter.in(target.query(), "model");
        return new InferenceRequest.Content(
                InferenceRequest.Content.NONE.body(), model == null ? RequestFacts.NONE : new RequestFacts(model, -1));
    }

    private void admit(HttpServerRequest http, InferenceRequest request) {
        sockets.admission().admit(request).whenComplete((admitted, failure) -> {
            if (failure != null) {
                http.resume();
                Answering.refuse(http, request, Failures.cause(failure));
            } else {
                upgrade(http, request);
            }
        });
    }

    private void upgrade(HttpServerRequest http, InferenceRequest request) {
        List<String> offered = Subprotocols.in(request.headers()).plain();
        if (!offered.isEmpty()) {
            http.response().putHeader(Subprotocols.HEADER, offered.getFirst());
        }
        http.toWebSocket().onSuccess(socket -> serve(socket, request));
    }

    private void serve(ServerWebSocket socket, InferenceRequest request) {
        new UniversalSocket(socket, request, sockets).open();
    }
}
