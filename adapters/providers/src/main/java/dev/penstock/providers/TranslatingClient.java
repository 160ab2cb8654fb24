package dev.penstock.providers;

import dev.penstock.application.port.ProviderClient;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.providers.chat.UnreadableReplyException;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Makes calls whose caller and provider speak different APIs: what goes out is told in the provider's, what comes back in the
 * caller's. Every other call passes untouched. For one event loop, where large bodies are not translated.
 */
public final class TranslatingClient implements ProviderClient {
    /** A larger body is parsed and written elsewhere than on the event loop. */
    private static final long LARGEST_AT_ONCE = 1024 * 1024;

    private final Vertx vertx;
    private final ProviderClient client;
    private final InstantSource clock;
    private final Supplier<String> ids;

    /**
     * @param ids gives each call letters and digits that no other call has
     */
    public TranslatingClient(Vertx vertx, ProviderClient client, InstantSource clock, Supplier<String> ids) {
        this.vertx = vertx;
        this.client = client;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public CompletionStage<InferenceReply> send(Call call, CompletionStage<Void> abandoned) {
        Translation wanted = call.translation();
        if (wanted == null) {
            return client.send(call, abandoned);
        }
        String id = ids.get();
        Instant now = clock.instant();
        return worked(call.body().length(), () -> Interpreter.of(call, wanted, id, now))
                .thenCompose(interpreter ->
                        client.send(interpreter.call(), abandoned).thenCompose(reply -> back(interpreter, reply)));
    }

    private CompletionStage<InferenceReply> back(Interpreter interpreter, InferenceReply reply) {
        if (Interpreter.isEvents(reply) && reply.body() instanceof Body.Streamed streamed) {
            return CompletableFuture.completedFuture(interpreter.streamed(reply, streamed.chunks()));
        }
        return WholeReader.read(reply.body())
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(unread(failure, reply)))
                .thenCompose(bytes -> worked(bytes.remaining(), () -> interpreter.whole(reply, bytes)));
    }

    private static ProblemException unread(Throwable failure, InferenceReply reply) {
        return new ProblemException(
                failure instanceof UnreadableReplyException tooLong
                        ? new Problem.UnreadableReply(reply.origin().provider(), String.valueOf(tooLong.getMessage()))
                        : new Problem.ProviderFailed(reply.origin().provider(), "the provider broke off"));
    }

    /** Comes back to the event loop, wherever it was done. */
    private <T> CompletionStage<T> worked(long bytes, Callable<T> work) {
        if (bytes > LARGEST_AT_ONCE) {
            return vertx.executeBlocking(work, false)
                    .map(Objects::requireNonNull)
                    .toCompletionStage();
        }
        try {
            return CompletableFuture.completedFuture(work.call());
        } catch (Exception failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }
}
