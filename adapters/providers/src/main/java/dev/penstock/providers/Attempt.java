package dev.penstock.providers;

import dev.penstock.application.port.ProviderClient.Call;
import dev.penstock.application.port.ProviderClient.ProviderUnreachable;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.WatchedChunks;
import dev.penstock.providers.dialect.Translation;
import dev.penstock.vertx.Buffers;
import dev.penstock.vertx.HeaderLines;
import dev.penstock.vertx.ReadStreamPublisher;
import dev.penstock.vertx.WriteStreamSubscriber;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way to a provider and back, on one event loop. Short replies of known length come whole, all others, and events
 * of any length, as a stream.
 */
final class Attempt {
    private static final long LONGEST_WHOLE = 64 * 1024;

    private final Call call;
    private final CompletableFuture<InferenceReply> reply = new CompletableFuture<>();
    private @Nullable HttpClientRequest request;
    private @Nullable WriteStreamSubscriber sending;

    Attempt(Call call) {
        this.call = call;
    }

    CompletionStage<InferenceReply> reply() {
        return reply;
    }

    /** Ends the call unless there is a reply already. */
    void abandon() {
        if (reply.completeExceptionally(new CancellationException("the caller left")) && request != null) {
            request.reset();
        }
    }

    void failed(Throwable failure) {
        reply.completeExceptionally(new ProviderUnreachable(FailureReason.of(failure)));
    }

    void connected(HttpClientRequest connected) {
        request = connected;
        if (reply.isDone()) {
            connected.reset();
            return;
        }
        try {
            writeHeaders(connected.headers());
        } catch (RuntimeException unwritable) {
            reply.completeExceptionally(unwritable);
            connected.reset();
            return;
        }
        connected.response().onComplete(this::answered, this::failed);
        switch (call.body()) {
            case Body.Whole whole -> sendWhole(connected, whole);
            case Body.Streamed streamed -> sendStream(connected, streamed);
        }
    }

    private void writeHeaders(MultiMap headers) {
        for (Header line : call.headers()) {
            headers.add(
                    line.name(), line.isNamed("accept-encoding") ? AcceptEncoding.narrow(line.value()) : line.value());
        }
    }

    private void sendWhole(HttpClientRequest connected, Body.Whole whole) {
        if (whole.length() > 0) {
            connected.end(Buffers.toVertx(whole.bytes()));
            return;
        }
        if (call.method().startsWith("P")) {
            connected.putHeader(HttpHeaders.CONTENT_LENGTH, "0");
        }
        connected.end();
    }

    private void sendStream(HttpClientRequest connected, Body.Streamed streamed) {
        if (streamed.length() >= 0) {
            connected.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(streamed.length()));
        } else {
            connected.setChunked(true);
        }
        WriteStreamSubscriber writer = new WriteStreamSubscriber(connected, failure -> cutShort(connected, failure));
        sending = writer;
        // A request that waits for room is not told that there is any once its connection is gone.
        connected.exceptionHandler(broken -> writer.passOver());
        streamed.chunks().subscribe(writer);
    }

    /** The whole reply is here: what is still to come of the request is of no use, nor is a connection with half of one. */
    private void sendNoMore(HttpClientResponse response) {
        if (sending != null && !sending.isOver()) {
            sending.passOver();
            response.request().connection().close();
        }
    }

    /** The request's body did not come to its end: it was too long, or whoever sent it left. */
    private void cutShort(HttpClientRequest connected, Throwable failure) {
        reply.completeExceptionally(
                failure instanceof ProblemException ? failure : new CancellationException("the caller left"));
        connected.reset();
    }

    private void answered(HttpClientResponse response) {
        Headers headers = HeaderLines.toDomain(response.headers());
        long length = length(response);
        if (length >= 0 && length <= LONGEST_WHOLE && !Translation.isEvents(headers.get("content-type"))) {
            response.body().onComplete(body -> whole(response, headers, body), this::failed);
            return;
        }
        response.pause();
        ReplyMeter meter = ReplyMeter.of(headers);
        ReadStreamPublisher arriving =
                new ReadStreamPublisher(response, () -> response.request().reset());
        WatchedChunks metered = new WatchedChunks(arriving, meter::chunk, ending -> {
            meter.end();
            sendNoMore(response);
        });
        answer(response, headers, new Body.Streamed(metered, length), meter);
    }

    private void whole(HttpClientResponse response, Headers headers, Buffer body) {
        ByteBuffer bytes = Buffers.toBytes(body);
        answer(response, headers, new Body.Whole(bytes), ReplyMeter.whole(headers, bytes));
        sendNoMore(response);
    }

    private void answer(HttpClientResponse response, Headers headers, Body body, InferenceReply.Meter meter) {
        InferenceReply.Origin origin = new InferenceReply.Origin(call.provider().id(), call.model());
        if (!reply.complete(new InferenceReply(response.statusCode(), headers, body, origin, meter))) {
            response.request().reset();
        }
    }

    /** The length of the body; -1 when it comes in chunks. */
    private static long length(HttpClientResponse response) {
        String text = response.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (response.request().getMethod().equals(HttpMethod.HEAD)) {
            return 0;
        }
        if (text == null) {
            return -1;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
