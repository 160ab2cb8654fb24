package dev.penstock.http.management;

import dev.penstock.http.management.edge.Refusal;
import dev.penstock.http.management.edge.Reply;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** A request that the HTTP parser gave up on. */
final class UnreadableRequest {
    private static final long LINGER_MILLIS = 500;

    private UnreadableRequest() {}

    /**
     * Says so, and ends the connection a little later: a caller that is still sending when its connection ends would lose
     * the answer. The parser throws away what comes until then.
     */
    static void refuse(HttpServerRequest request, Vertx vertx) {
        Reply reply = Reply.refusal(refusal(request));
        HttpServerResponse response = request.response();
        response.setStatusCode(reply.status())
                .putHeader("content-type", reply.contentType())
                .putHeader("content-length", Integer.toString(reply.body().length()))
                .putHeader("connection", "close")
                .write(reply.body());
        vertx.setTimer(LINGER_MILLIS, late -> {
            if (!response.ended()) {
                response.end();
            }
            request.connection().close();
        });
    }

    private static Refusal refusal(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpHeaderException) {
            return Refusal.unreadable(431, "The request's header fields are too large");
        }
        if (cause instanceof TooLongHttpLineException) {
            return Refusal.unreadable(414, "The request's URL is too long");
        }
        return Refusal.unreadable(400, "The request is not readable as HTTP");
    }
}
