package dev.penstock.http.management;

import dev.penstock.http.management.edge.Refusal;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;

/** Says what kept the HTTP parser from reading a request. */
final class UnreadableRequest {
    private UnreadableRequest() {}

    static Refusal refusal(HttpServerRequest request) {
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
