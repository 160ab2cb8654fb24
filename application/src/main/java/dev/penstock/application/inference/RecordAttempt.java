package dev.penstock.application.inference;

import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.WatchedChunks;
import dev.penstock.domain.log.LogEntry.Ending;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Writes down each call to a provider: one entry when its outcome is known, which for a stream is at its end. */
public final class RecordAttempt implements Stage {
    private final Recordings recordings;

    public RecordAttempt(Recordings recordings) {
        this.recordings = recordings;
    }

    @Override
    public CompletionStage<InferenceReply> serve(Exchange exchange, Next next) {
        if (!recordings.wanted(exchange)) {
            return next.proceed(exchange);
        }
        Recording recording = recordings.begin(exchange);
        Exchange observed = exchange.with(exchange.request().withBody(recording.request()));
        return next.proceed(observed)
                .handle((reply, failure) -> failure == null
                        ? CompletableFuture.completedFuture(pass(recording, reply))
                        : CompletableFuture.<InferenceReply>failedFuture(fail(recording, Failures.cause(failure))))
                .thenCompose(outcome -> outcome);
    }

    static InferenceReply pass(Recording recording, InferenceReply reply) {
        recording.replyBegins(reply);
        InferenceReply known = reply.with(reply.origin().writtenDownAs(recording.id()));
        return switch (reply.body()) {
            case Body.Whole(ByteBuffer bytes) -> {
                recording.replyChunk(bytes);
                recording.replyEnds(Ending.COMPLETE);
                yield known;
            }
            case Body.Streamed streamed ->
                known.withBody(new Body.Streamed(
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

    /** The failure, with the entry about it. */
    static Throwable fail(Recording recording, Throwable cause) {
        if (cause instanceof ProblemException refusal) {
            recording.refused(refusal.problem());
            return refusal.writtenDownAs(recording.id());
        }
        recording.failed();
        return cause;
    }
}
