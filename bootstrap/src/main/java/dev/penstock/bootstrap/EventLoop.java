package dev.penstock.bootstrap;

import dev.penstock.application.inference.ServeInference;
import dev.penstock.domain.customdomain.HostBook;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.inference.RequestIds;
import dev.penstock.http.inference.InferenceEndpoint;
import dev.penstock.http.inference.InferenceLimits;
import dev.penstock.http.inference.SocketEndpoint;
import dev.penstock.http.inference.Sockets;
import dev.penstock.http.inference.UnreadableRequest;
import dev.penstock.http.management.ManagementEndpoint;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One event loop's share of the server: its own listener on the common port, its own stages, its own client. */
final class EventLoop extends VerticleBase {
    private static final int MAX_HEADER_BYTES = 64 * 1024;
    private static final int MAX_LINE_BYTES = 16 * 1024;
    private static final int MAX_CHUNK_BYTES = 64 * 1024;
    /** A frame is held whole before anybody sees it; messages may be longer. */
    private static final int MAX_FRAME_BYTES = 4 * 1024 * 1024;

    private static final int CLOSING_SECONDS = 5;
    private static final int IDLE_SECONDS = 11 * 60;
    private static final String DATA_PLANE = "/v1/";

    private final House house;
    private final ManagementEndpoint management;
    private final String host;
    private final int wantedPort;
    private @Nullable HttpServer server;
    private @Nullable InferenceEndpoint inference;
    private @Nullable SocketEndpoint sockets;

    /**
     * @param wantedPort a negative one is the same free port for every loop that asks for it
     */
    EventLoop(House house, ManagementEndpoint management, String host, int wantedPort) {
        this.house = house;
        this.management = management;
        this.host = host;
        this.wantedPort = wantedPort;
    }

    @Override
    public Future<?> start() {
        Executor loop = task -> context.runOnContext(now -> task.run());
        ServingLoop serving = house.serving(vertx, loop);
        ServeInference serve = serving.inference();
        RequestIds ids = new RequestIds(new SplittableRandom(new SecureRandom().nextLong()));
        inference = new InferenceEndpoint(
                serve, serving.models(), ids, house.clock(), InferenceLimits.DEFAULTS, house.bodyMemory());
        sockets = new SocketEndpoint(new Sockets(
                serving.admission(),
                serve,
                serving.sessions(),
                ids,
                house.clock(),
                InferenceLimits.DEFAULTS,
                house.bodyMemory()));
        server = vertx.createHttpServer(options());
        return server.requestHandler(this::handle)
                .invalidRequestHandler(this::refuseUnreadable)
                .listen();
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(wantedPort)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_LINE_BYTES)
                .setMaxChunkSize(MAX_CHUNK_BYTES)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setIdleTimeout(IDLE_SECONDS)
                .setHandle100ContinueAutomatically(true)
                .setHttp2ClearTextEnabled(false)
                .setMaxWebSocketFrameSize(MAX_FRAME_BYTES)
                .setMaxWebSocketMessageSize(MAX_FRAME_BYTES)
                .setWebSocketClosingTimeout(CLOSING_SECONDS)
                // Handlers of compressed WebSockets would look at every message of every connection.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
    }

    private void handle(HttpServerRequest request) {
        InferenceEndpoint dataPlane = Objects.requireNonNull(inference);
        GatewayAddress owner = owner(request);
        if (owner != null) {
            handle(request, owner, dataPlane);
        } else if (dataPlane.claims(request)) {
            dataPlane.handle(request);
        } else if (isDataPlane(request)) {
            if (SocketEndpoint.isAskedFor(request)) {
                Objects.requireNonNull(sockets).handle(request);
            } else {
                dataPlane.handle(request);
            }
        } else {
            management.handle(request);
        }
    }

    /** On a hostname of a gateway's own there is this gateway and nothing else. */
    private void handle(HttpServerRequest request, GatewayAddress owner, InferenceEndpoint dataPlane) {
        if (isDataPlane(request) || management.claims(request)) {
            dataPlane.refuseElsewhere(request);
        } else if (SocketEndpoint.isAskedFor(request)) {
            Objects.requireNonNull(sockets).handle(request, owner);
        } else {
            dataPlane.handle(request, owner);
        }
    }

    /** The gateway that has this request's hostname for itself; null for every other name. */
    private @Nullable GatewayAddress owner(HttpServerRequest request) {
        HostBook hosts = house.live().current().hosts();
        if (hosts.isEmpty()) {
            return null;
        }
        HostAndPort authority = request.authority();
        return authority == null ? null : hosts.gateway(authority.host());
    }

    private void refuseUnreadable(HttpServerRequest request) {
        if (isDataPlane(request) || owner(request) != null) {
            UnreadableRequest.refuse(request);
        } else {
            management.refuseUnreadable(request);
        }
    }

    private static boolean isDataPlane(HttpServerRequest request) {
        return request.uri() != null && request.uri().startsWith(DATA_PLANE);
    }

    int port() {
        return server == null ? -1 : server.actualPort();
    }

    /** Takes no more requests and waits for those at hand. */
    Future<Void> drain(long seconds) {
        return server == null ? Future.succeededFuture() : server.shutdown(seconds, TimeUnit.SECONDS);
    }
}
