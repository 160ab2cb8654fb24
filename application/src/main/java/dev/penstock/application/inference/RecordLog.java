package dev.penstock.application.inference;

import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.InferenceReply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Writes down what no attempt tells of: refusals, and answers from the cache. Where the log is not wanted an id is given all
 * the same; where it is full none is, so that nobody is promised an entry.
 */
public final class RecordLog implements Stage {
    private final Recordings recordings;

    public RecordLog(Recordings recordings) {
        this.recordings = recordings;
    }

    @Override
    public CompletionStage<InferenceReply> serve(Exchange exchange, Next next) {
        return next.proceed(exchange)
                .handle((reply, failure) -> failure == null
                        ? CompletableFuture.completedFuture(answered(exchange, reply))
                        : CompletableFuture.<InferenceReply>failedFuture(refused(exchange, Failures.cause(failure))))
                .thenCompose(outcome -> outcome);
    }

    private InferenceReply answered(Exchange exchange, InferenceReply reply) {
        if (reply.origin().entry() != null || recordings.full(exchange)) {
            return reply;
        }
        if (!recordings.wanted(exchange)) {
            return reply.with(
                    reply.origin().writtenDownAs(exchange.visit().entries().next()));
        }
        Recording recording = recordings.begin(exchange);
        recording.request();
        return RecordAttempt.pass(recording, reply);
    }

    private Throwable refused(Exchange exchange, Throwable cause) {
        boolean known = cause instanceof ProblemException refusal
                ? refusal.entry() != null
                : exchange.visit().entries().isUsed();
        if (known || recordings.full(exchange)) {
            return cause;
        }
        if (!recordings.wanted(exchange)) {
            return cause instanceof ProblemException refusal
                    ? refusal.writtenDownAs(exchange.visit().entries().next())
                    : cause;
        }
        Recording recording = recordings.begin(exchange);
        recording.request();
        return RecordAttempt.fail(recording, cause);
    }
}
