package dev.penstock.http.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.penstock.application.inference.GatewayAnswer;
import dev.penstock.application.problem.Problem;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes the gateway's own errors, in the one shape that the contract gives them (data plane, section 4). */
final class ProblemReply {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int INTERNAL_ERROR = 500;
    private static final long LINGER_MILLIS = 2000;
    private static final long LAST_LINGER_MILLIS = 500;

    private ProblemReply() {}

    /** Sends the error and ends the response. A request body that is still arriving is not waited for long. */
    static void write(GatewayAnswer answer, HttpServerRequest http) {
        write(answer.status(), answer.code(), answer.message(), answer.hint(), http);
    }

    static void write(int status, int code, String message, HttpServerRequest http) {
        write(status, code, message, null, http);
    }

    private static void write(int status, int code, String message, @Nullable String hint, HttpServerRequest http) {
        HttpServerResponse response = http.response();
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        if (!http.isEnded()) {
            passOver(http);
        }
        response.end(Buffer.buffer(body(status, code, message, hint)));
    }

    /**
     * Sends the error as the last thing on a connection whose input is no longer understood. The connection ends a little
     * later: a caller that is still sending then would lose the answer. The parser throws away what comes meanwhile.
     */
    static void writeLast(int status, int code, String message, HttpServerRequest http, Context context) {
        Buffer body = Buffer.buffer(body(status, code, message, null));
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

    /** Lets the rest of the body pass for a moment, since a caller that is cut off while it sends may never see the answer. */
    private static void passOver(HttpServerRequest http) {
        Context context = Vertx.currentContext();
        if (context == null) {
            return;
        }
        long timer = context.owner()
                .setTimer(LINGER_MILLIS, late -> http.connection().close());
        http.handler(ignored -> {});
        http.exceptionHandler(broken -> context.owner().cancelTimer(timer));
        http.endHandler(ended -> context.owner().cancelTimer(timer));
        http.resume();
    }

    /** The error alone, as JSON. */
    static String json(Problem problem) {
        GatewayAnswer answer = GatewayAnswer.to(problem);
        return text(body(answer.status(), answer.code(), answer.message(), answer.hint()));
    }

    /** That a bug of ours was in the way, as JSON. */
    static String internalError() {
        return text(body(INTERNAL_ERROR, INTERNAL_ERROR, "Internal error", null));
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static byte[] body(int status, int code, String message, @Nullable String hint) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeBooleanField("success", false);
            json.writeArrayFieldStart("result");
            json.writeEndArray();
            json.writeArrayFieldStart("messages");
            if (hint != null) {
                json.writeStartObject();
                json.writeStringField("message", hint);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("error");
            json.writeStartObject();
            json.writeNumberField("code", code);
            json.writeStringField("message", message);
            json.writeEndObject();
            json.writeEndArray();
            json.writeStringField("name", "AiGatewayError");
            json.writeNumberField("httpCode", status);
            json.writeNumberField("internalCode", code);
            json.writeStringField("message", message);
            json.writeStringField("description", message);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return bytes.toByteArray();
    }
}
