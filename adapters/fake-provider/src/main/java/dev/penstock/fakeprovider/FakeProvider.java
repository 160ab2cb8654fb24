package dev.penstock.fakeprovider;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A provider on 127.0.0.1 that speaks the dialects of OpenAI, Anthropic, Gemini and Bedrock, and echoes WebSockets. Its answers follow from the request
 * alone; model names such as {@code fake-status-429} make it fail, see {@code docs/reference/fake-provider.md}. It runs
 * on one event loop; its counters may be read from any thread.
 */
public final class FakeProvider {
    private static final String HOST = "127.0.0.1";
    private static final int MAX_HEAD_BYTES = 64 * 1024;
    private static final int MAX_FRAME_BYTES = 64 * 1024 * 1024;
    private static final List<String> SUBPROTOCOLS = List.of("realtime", "convai");

    private final HttpServer server;
    private final Tally tally;
    private final Strike strike;

    private FakeProvider(HttpServer server, Tally tally, Strike strike) {
        this.server = server;
        this.tally = tally;
        this.strike = strike;
    }

    /**
     * Completes once requests are served. The caller keeps the Vert.x instance and closes it itself.
     *
     * @param clock says when outages are over, and when requests came and callers left
     */
    public static Future<FakeProvider> start(Vertx vertx, FakeProviderOptions options, InstantSource clock) {
        Tally tally = new Tally();
        Strike strike = new Strike();
        HttpServerOptions http = new HttpServerOptions()
                .setHost(HOST)
                .setPort(options.port())
                .setHandle100ContinueAutomatically(true)
                .setMaxWebSocketFrameSize(MAX_FRAME_BYTES)
                .setMaxWebSocketMessageSize(MAX_FRAME_BYTES)
                .setWebSocketSubProtocols(SUBPROTOCOLS)
                .setMaxInitialLineLength(MAX_HEAD_BYTES)
                .setMaxHeaderSize(MAX_HEAD_BYTES);
        HttpServer server =
                vertx.createHttpServer(http).requestHandler(new FrontDesk(vertx, options, tally, strike, clock));
        new WebSockets(options, tally, clock).serveOn(server);
        return server.listen().map(listening -> new FakeProvider(listening, tally, strike));
    }

    public int port() {
        return server.actualPort();
    }

    /** Such as {@code http://127.0.0.1:9001}; every dialect answers below it, with and without {@code /v1}. */
    public String url() {
        return "http://" + HOST + ":" + port();
    }

    /**
     * From now on, this fault strikes every model request, whatever its model is called; one that strikes the first few counts
     * from here.
     *
     * @param fault a name such as {@code fake-status-503}; null leaves it to the models' names again
     * @throws IllegalArgumentException for a name that is no fault's
     */
    public void strike(@Nullable String fault) {
        strike.set(fault);
    }

    /** Tells of every request that would be remembered, on the event loop; one watcher at a time, which must not block. */
    public void watch(Consumer<SeenRequest> watcher) {
        tally.watch(watcher);
    }

    /** Requests whose head arrived. */
    public long requests() {
        return tally.arrived();
    }

    /** Answers that the caller did not wait for to the end. Those that a fault cut short do not count. */
    public long abortedResponses() {
        return tally.aborted();
    }

    /** The latest 256 of those answers, with the moments when their callers left; oldest first. */
    public List<AbortedRequest> lastAborts() {
        return tally.aborts().all();
    }

    /** The latest 256 requests whose body ended, and the handshakes of WebSockets; oldest first. */
    public List<SeenRequest> lastRequests() {
        return tally.requests().all();
    }

    /** The latest 256 WebSockets that ended, oldest first. */
    public List<ClosedSocket> lastClosedSockets() {
        return tally.sockets().all();
    }

    /** Access tokens that {@code POST /token} gave out. */
    public long issuedTokens() {
        return tally.tokens();
    }

    /** How many bytes {@code /bytes} has written so far, all answers together. */
    public long generatedBytes() {
        return tally.generatedBytes();
    }

    public Future<Void> close() {
        return server.close();
    }
}
