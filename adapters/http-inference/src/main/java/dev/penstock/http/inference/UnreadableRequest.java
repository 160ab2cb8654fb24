package dev.penstock.http.inference;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;

/** Answers data plane requests that could not be read as HTTP at all, in the shape of the contract, and ends their connection. */
public final class UnreadableRequest {
    private static final int BAD_REQUEST = 400;
    private static final int URI_TOO_LONG = 414;
    private static final int HEADERS_TOO_LARGE = 431;
    private static final int MALFORMED = 2001;

    private UnreadableRequest() {}

    /** To be called on the connection's event loop. */
    public static void refuse(HttpServerRequest http) {
        Context context = Objects.requireNonNull(Vertx.currentContext(), "not on an event loop");
        switch (http.decoderResult().cause()) {
            case TooLongHttpHeaderException tooLong ->
                ProblemReply.writeLast(
                        HEADERS_TOO_LARGE, MALFORMED, "The request's headers are too large", http, context);
            case TooLongHttpLineException tooLong ->
                ProblemReply.writeLast(URI_TOO_LONG, MALFORMED, "The request's URL is too long", http, context);
            case null, default ->
                ProblemReply.writeLast(BAD_REQUEST, MALFORMED, "The request is not readable HTTP", http, context);
        }
    }
}
