package dev.penstock.application.inference;

import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.log.LogQueue;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.PriceBook;
import dev.penstock.domain.inference.WatchedChunks;
import dev.penstock.domain.log.LogEntry.Ending;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Writes down how each request went, once its reply has passed, refusals of the later stages included. It stands behind
 * the check of the caller, so that strangers cannot fill the log and no entry is about them.
 */
public final class RecordLog implements Stage {
    private final LogQueue queue;
    private final PriceBook prices;
    private final LiveSettings live;
    private final InstantSource clock;

    public RecordLog(LogQueue queue, PriceBook prices, LiveSettings live, InstantSource clock) {
        this.queue = queue;
        this.prices = prices;
        this.live = live;
        this.clock = clock;
    }

    @Override
    public CompletionStage<InferenceReply> serve(Exchange exchange, Next next) {
        boolean collect = Objects.requireNonNullElse(
                exchange.request().options().collectLog(),
                exchange.gateway().policies().log().collect());
        if (!collect) {
            return next.proceed(exchange);
        }
        if (queue.full().contains(exchange.gateway().address())) {
            return unrecorded(next.proceed(exchange));
        }
        Recording recording =
                new Recording(exchange, queue, prices, live.current().customProviders(), clock);
        Exchange observed = exchange.with(exchange.request().withBody(recording.request()));
        return next.proceed(observed)
                .handle((reply, failure) -> failure == null
                        ? CompletableFuture.completedFuture(pass(recording, reply))
                        : CompletableFuture.<InferenceReply>failedFuture(refused(recording, failure)))
                .thenCompose(outcome -> outcome);
    }

    /** Says on the way out that there is no entry, so that nobody is promised one. */
    private static CompletionStage<InferenceReply> unrecorded(CompletionStage<InferenceReply> passing) {
        return passing.handle((reply, failure) -> failure == null
                        ? CompletableFuture.completedFuture(reply.unlogged())
                        : CompletableFuture.<InferenceReply>failedFuture(unlogged(Failures.cause(failure))))
                .thenCompose(outcome -> outcome);
    }

    private static Throwable unlogged(Throwable cause) {
        return cause instanceof ProblemException refusal ? refusal.unlogged() : cause;
    }

    private static InferenceReply pass(Recording recording, InferenceReply reply) {
        recording.replyBegins(reply);
        return switch (reply.body()) {
            case Body.Whole(ByteBuffer bytes) -> {
                recording.replyChunk(bytes);
                recording.replyEnds(Ending.COMPLETE);
                yield reply;
            }
            case Body.Streamed streamed ->
                reply.withBody(new Body.Streamed(
                        new WatchedChunks(
                                streamed.chunks(),
                                recording::replyChunk,
                                ending -> recording.replyEnds(endingOf(ending))),
                        streamed.length()));
        };
    }

    private static Ending endingOf(WatchedChunks.Ending ending) {
        return switch (ending) {
            case COMPLETE -> Ending.COMPLETE;
            case FAILED -> Ending.TRUNCATED;
            case CANCELLED -> Ending.CANCELLED;
        };
    }

    private static Throwable refused(Recording recording, Throwable failure) {
        Throwable cause = Failures.cause(failure);
        if (cause instanceof ProblemException refusal) {
            recording.refused(refusal.problem());
        } else {
            recording.failed();
        }
        return cause;
    }
}
