package dev.penstock.http.inference;

import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.HopHeaders;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.inference.WatchedChunks;
import dev.penstock.vertx.Buffers;
import dev.penstock.vertx.HeaderLines;
import dev.penstock.vertx.WriteStreamSubscriber;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** Writes a reply to the caller: the provider's status, headers and bytes, and the gateway's own headers (data plane, section 3). */
final class ReplyWriter {
    private static final CharSequence LOG_ID = HttpHeaders.createOptimized("cf-aig-log-id");
    private static final CharSequence STEP = HttpHeaders.createOptimized("cf-aig-step");
    private static final CharSequence CACHE_STATUS = HttpHeaders.createOptimized("cf-aig-cache-status");
    private static final CharSequence HIT = HttpHeaders.createOptimized("HIT");
    private static final CharSequence MISS = HttpHeaders.createOptimized("MISS");
    private static final CharSequence MODEL = HttpHeaders.createOptimized("cf-aig-model");
    private static final CharSequence PROVIDER = HttpHeaders.createOptimized("cf-aig-provider");

    private ReplyWriter() {}

    /** Starts writing. What is still to come of a streamed body follows as the caller reads it. */
    static void write(InferenceRequest request, InferenceReply reply, HttpServerRequest http) {
        HttpServerResponse response = http.response();
        response.setStatusCode(reply.status());
        MultiMap headers = response.headers();
        HeaderLines.addTo(headers, HopHeaders.forCaller(reply.headers()));
        RequestNames.addTo(headers, request);
        if (reply.origin().entry() != null) {
            headers.set(LOG_ID, reply.origin().entry().toString());
        }
        headers.set(STEP, Integer.toString(reply.origin().step()));
        headers.set(CACHE_STATUS, reply.origin().cached() ? HIT : MISS);
        if (!(request.target() instanceof RequestTarget.Native)) {
            headers.set(PROVIDER, reply.origin().provider().slug());
            if (reply.origin().model() != null) {
                headers.set(MODEL, reply.origin().model());
            }
        }
        switch (reply.body()) {
            case Body.Whole whole -> {
                response.end(Buffers.toVertx(whole.bytes()));
                BodyRest.passOver(http);
            }
            case Body.Streamed streamed -> stream(streamed, http, response);
        }
    }

    private static void stream(Body.Streamed streamed, HttpServerRequest http, HttpServerResponse response) {
        if (streamed.length() >= 0) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(streamed.length()));
        } else {
            response.setChunked(true);
            if (http.version() == HttpVersion.HTTP_1_0) {
                // Without chunks, nothing but the end of the connection tells such a caller where the reply ends.
                response.endHandler(ended -> http.connection().close());
            }
        }
        // A reply that was cut short ends without its terminator, so that it cannot be taken for a whole one.
        WriteStreamSubscriber writer = new WriteStreamSubscriber(response, failure -> response.reset());
        response.closeHandler(closed -> writer.cancel());
        response.exceptionHandler(broken -> writer.cancel());
        new WatchedChunks(streamed.chunks(), chunk -> {}, ending -> BodyRest.passOver(http)).subscribe(writer);
    }
}
