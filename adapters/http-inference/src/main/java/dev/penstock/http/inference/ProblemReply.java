package dev.penstock.http.inference;

import dev.penstock.application.inference.GatewayAnswer;
import dev.penstock.application.problem.Problem;
import dev.penstock.domain.inference.Door;
import dev.penstock.http.inference.ProblemShape.Words;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;

/** Writes the gateway's own errors, in the shape of the door that the request came in at (data plane, section 4). */
final class ProblemReply {
    private static final int INTERNAL_ERROR = 500;
    private static final long LAST_LINGER_MILLIS = 500;

    private ProblemReply() {}

    /** Sends the error and ends the response. A request body that is still arriving is not waited for long. */
    static void write(GatewayAnswer answer, Door door, HttpServerRequest http) {
        ProblemShape shape = ProblemShape.at(door);
        write(shape.words(answer), shape, http);
    }

    static void write(int status, int code, String message, Door door, HttpServerRequest http) {
        write(new Words(status, code, message, null), ProblemShape.at(door), http);
    }

    private static void write(Words words, ProblemShape shape, HttpServerRequest http) {
        HttpServerResponse response = http.response();
        response.setStatusCode(words.status()).putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        BodyRest.passOver(http);
        response.end(Buffer.buffer(shape.body(words)));
    }

    /**
     * Sends the error as the last thing on a connection whose input is no longer understood. The connection ends a little
     * later: a caller that is still sending then would lose the answer. The parser throws away what comes meanwhile.
     */
    static void writeLast(int status, int code, String message, HttpServerRequest http, Context context) {
        Buffer body = Buffer.buffer(ProblemShape.GATEWAY.body(new Words(status, code, message, null)));
        HttpServerResponse response = http.response();
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()))
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .write(body);
        context.owner().setTimer(LAST_LINGER_MILLIS, late -> {
            if (!response.ended()) {
                response.end();
            }
            http.connection().close();
        });
    }

    /** The error alone, as JSON. */
    static String json(Problem problem) {
        return text(ProblemShape.GATEWAY.words(GatewayAnswer.to(problem)));
    }

    /** That a bug of ours was in the way, as JSON. */
    static String internalError() {
        return text(new Words(INTERNAL_ERROR, INTERNAL_ERROR, "Internal error", null));
    }

    private static String text(Words words) {
        return new String(ProblemShape.GATEWAY.body(words), StandardCharsets.UTF_8);
    }
}
