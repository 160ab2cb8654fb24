package dev.penstock.http.inference;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;

/** Answers data plane requests that could not be read as HTTP at all, in the shape of the contract, and ends their connection. */
public final class UnreadableRequest {
    private static final int BAD_REQUEST = 400;
    private static final int URI_TOO_LONG = 414;
    private static final int HEADERS_TOO_LARGE = 431;
    private static final int MALFORMED = 2001;

    private UnreadableRequest() {}

    public static void refuse(HttpServerRequest http) {
        switch (http.decoderResult().cause()) {
            case TooLongHttpHeaderException tooLong ->
                ProblemReply.write(HEADERS_TOO_LARGE, MALFORMED, "The request's headers are too large", http);
            case TooLongHttpLineException tooLong ->
                ProblemReply.write(URI_TOO_LONG, MALFORMED, "The request's URL is too long", http);
            case null, default -> ProblemReply.write(BAD_REQUEST, MALFORMED, "The request is not readable HTTP", http);
        }
        http.connection().close();
    }
}
