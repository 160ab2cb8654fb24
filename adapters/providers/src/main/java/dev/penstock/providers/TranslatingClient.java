package dev.penstock.providers;

import dev.penstock.application.port.ProviderClient;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.provider.ProviderId;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Makes calls whose caller and provider speak different APIs: what goes out is told in the provider's, what comes back in the
 * caller's. Every other call passes untouched. For one event loop.
 */
public final class TranslatingClient implements ProviderClient {
    private final ProviderClient client;
    private final InstantSource clock;
    private final Supplier<String> ids;

    /**
     * @param ids gives each call letters and digits that no other call has
     */
    public TranslatingClient(ProviderClient client, InstantSource clock, Supplier<String> ids) {
        this.client = client;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public CompletionStage<InferenceReply> send(Call call, CompletionStage<Void> abandoned) {
        Translation wanted = call.translation();
        return wanted == null ? client.send(call, abandoned) : translated(call, wanted, abandoned);
    }

    private CompletionStage<InferenceReply> translated(Call call, Translation wanted, CompletionStage<Void> abandoned) {
        Interpreter interpreter;
        try {
            interpreter = Interpreter.of(call, wanted, ids.get(), clock.instant());
        } catch (ProblemException refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
        return client.send(interpreter.call(), abandoned).thenCompose(reply -> back(interpreter, reply));
    }

    private static CompletionStage<InferenceReply> back(Interpreter interpreter, InferenceReply reply) {
        ProviderId provider = reply.origin().provider();
        boolean events = Interpreter.isEvents(reply);
        return switch (reply.body()) {
            case Body.Whole(ByteBuffer bytes) ->
                CompletableFuture.completedFuture(whole(interpreter, reply, bytes, provider));
            case Body.Streamed streamed
            when events ->
                CompletableFuture.completedFuture(interpreter
                        .headers(reply, true)
                        .withBody(new Body.Streamed(interpreter.stream(streamed.chunks()), -1)));
            case Body.Streamed streamed ->
                WholeReader.read(streamed.chunks())
                        .thenApply(bytes -> whole(interpreter, reply, bytes, provider))
                        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(unread(failure, provider)));
        };
    }

    private static InferenceReply whole(
            Interpreter interpreter, InferenceReply reply, ByteBuffer bytes, ProviderId provider) {
        try {
            return interpreter.headers(reply, false).withBody(new Body.Whole(interpreter.whole(reply.status(), bytes)));
        } catch (dev.penstock.providers.dialect.UnreadableReplyException
                | dev.penstock.providers.front.UnreadableReplyException unreadable) {
            throw new ProblemException(new Problem.UnreadableReply(provider, String.valueOf(unreadable.getMessage())));
        }
    }

    private static Throwable unread(Throwable failure, ProviderId provider) {
        Throwable cause = failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof ProblemException
                ? cause
                : new ProblemException(new Problem.ProviderFailed(provider, "the provider broke off"));
    }
}
