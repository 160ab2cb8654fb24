package dev.penstock.application.port;

import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.Metering;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A provider that answers by a script, one step for each call, and remembers what it was sent. For one thread. */
public final class FakeProviderClient implements ProviderClient {
    private final Deque<Function<Call, CompletionStage<InferenceReply>>> script = new ArrayDeque<>();
    private final List<Call> calls = new ArrayList<>();

    @Override
    public CompletionStage<InferenceReply> send(Call call, CompletionStage<Void> abandoned) {
        calls.add(call);
        if (script.isEmpty()) {
            throw new AssertionError("no answer left for " + call.address());
        }
        CompletableFuture<InferenceReply> reply = script.remove().apply(call).toCompletableFuture();
        return CompletableFuture.anyOf(reply, failedWhen(abandoned)).thenCompose(first -> reply.copy());
    }

    private static CompletableFuture<Void> failedWhen(CompletionStage<Void> abandoned) {
        return abandoned
                .<Void>thenCompose(left -> CompletableFuture.failedFuture(new CancellationException("abandoned")))
                .toCompletableFuture();
    }

    /** Answers the next call with a whole JSON body. */
    public FakeProviderClient replies(int status, String body) {
        return replies(status, body, Metering.NONE);
    }

    public FakeProviderClient replies(int status, String body, Metering metering) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return replies(status, Headers.NONE.with("content-type", "application/json"), bytes, metering);
    }

    public FakeProviderClient replies(int status, Headers headers, byte[] body, Metering metering) {
        return answers(call -> CompletableFuture.completedFuture(
                reply(call, status, headers, new Body.Whole(ByteBuffer.wrap(body)), metering)));
    }

    /** Answers the next call with a body that comes in chunks. */
    public FakeProviderClient streams(FakeChunks chunks, Metering metering) {
        Headers headers = Headers.NONE.with("content-type", "text/event-stream");
        return answers(call ->
                CompletableFuture.completedFuture(reply(call, 200, headers, new Body.Streamed(chunks, -1), metering)));
    }

    /** Lets the next call fail. */
    public FakeProviderClient fails(Throwable failure) {
        return answers(call -> CompletableFuture.failedFuture(failure));
    }

    /** Lets the next call wait until it is abandoned. */
    public FakeProviderClient staysSilent() {
        return answers(call -> new CompletableFuture<>());
    }

    public FakeProviderClient answers(Function<Call, CompletionStage<InferenceReply>> step) {
        script.add(step);
        return this;
    }

    /** Every call so far. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The one call that was made. */
    public Call call() {
        if (calls.size() != 1) {
            throw new AssertionError("expected one call, not " + calls.size());
        }
        return calls.get(0);
    }

    private static InferenceReply reply(Call call, int status, Headers headers, Body body, Metering metering) {
        return new InferenceReply(
                status, headers, body, new InferenceReply.Origin(call.provider().id(), call.model()), () -> metering);
    }
}
