package dev.penstock.fakeprovider;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** One request being served. Knows whether the caller is still there, and stops its timers when not. */
final class Call {
    private static final int MAX_BODY = 64 * 1024 * 1024;
    private static final int BODY_START = 16 * 1024;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final Tally tally;
    private final InstantSource clock;
    private final Instant arrivedAt;
    private long timer = -1;
    private boolean over;

    Call(Vertx vertx, HttpServerRequest request, Tally tally, InstantSource clock) {
        this.vertx = vertx;
        this.request = request;
        this.tally = tally;
        this.clock = clock;
        this.arrivedAt = clock.instant();
        request.exceptionHandler(e -> abandon());
        request.response().exceptionHandler(e -> abandon()).closeHandler(v -> abandon());
    }

    HttpServerRequest request() {
        return request;
    }

    HttpServerResponse response() {
        return request.response();
    }

    /** The path as sent, empty where the request has none. */
    String path() {
        String path = request.path();
        return path == null ? "" : path;
    }

    /** The raw query without its question mark, empty for none. */
    String query() {
        String query = request.query();
        return query == null ? "" : query;
    }

    boolean is(HttpMethod method) {
        return request.method().equals(method);
    }

    /** Whether there is nobody left to write to, or nothing left to write. */
    boolean over() {
        return over;
    }

    /** Gathers the body of a model request and hands it on once it is whole. */
    void whenRead(Consumer<Buffer> then) {
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() + part.length() > MAX_BODY) {
                close();
            } else {
                body.appendBuffer(part);
            }
        });
        request.endHandler(v -> {
            remember(body.length(), body.getString(0, Math.min(body.length(), BODY_START)));
            then.accept(body);
        });
    }

    void remember(long bodySize, String bodyStart) {
        tally.add(SeenRequest.of(
                request.method().name(), path(), query(), request.headers(), bodySize, bodyStart, arrivedAt));
    }

    /** Runs the step after a pause, unless the caller has left by then. */
    void after(Duration pause, Runnable step) {
        if (over) {
            return;
        }
        if (pause.isZero()) {
            step.run();
            return;
        }
        timer = vertx.setTimer(Math.max(1, pause.toMillis()), id -> {
            if (!over) {
                step.run();
            }
        });
    }

    void send(int status, String contentType, Buffer body) {
        if (!over) {
            response().setStatusCode(status).putHeader("content-type", contentType);
            response().end(body).onComplete(v -> over = true, e -> abandon());
        }
    }

    void end() {
        if (!over) {
            response().end().onComplete(v -> over = true, e -> abandon());
        }
    }

    /** Drops the connection where it stands, after what was written so far has left. */
    void close() {
        over = true;
        request.connection().close();
    }

    /** Drops the connection with a TCP reset. */
    void reset() {
        over = true;
        channel().config().setOption(ChannelOption.SO_LINGER, 0);
        ChannelFuture unused = channel().close();
    }

    // The public API can only close politely; a reset needs the socket itself.
    private Channel channel() {
        return ((HttpServerConnection) request.connection())
                .channelHandlerContext()
                .channel();
    }

    private void abandon() {
        if (!over) {
            over = true;
            vertx.cancelTimer(timer);
            tally.countAborted(new AbortedRequest(request.method().name(), path(), arrivedAt, clock.instant()));
        }
    }
}
