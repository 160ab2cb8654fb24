package dev.penstock.application.inference;

import dev.penstock.domain.inference.InferenceReply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One concern of serving a request. A stage answers by itself, or passes the exchange on, changed or not, and may look at
 * the reply. Runs on the request's event loop and never blocks it. A refusal is a stage that fails with a {@code
 * ProblemException}.
 */
public interface Stage {
    CompletionStage<InferenceReply> serve(Exchange exchange, Next next);

    /** The stages that are still to come. */
    @FunctionalInterface
    interface Next {
        CompletionStage<InferenceReply> proceed(Exchange exchange);
    }

    /** The stages as one, in this order. The last one must answer by itself. */
    static Next inOrder(List<Stage> stages) {
        Next next = exchange -> {
            throw new IllegalStateException("the last stage passed the exchange on");
        };
        for (Stage stage : stages.reversed()) {
            Next following = next;
            next = exchange -> serve(stage, exchange, following);
        }
        return next;
    }

    /** A bug in a stage reaches the stages before it as a failure, so that they can still clean up. */
    private static CompletionStage<InferenceReply> serve(Stage stage, Exchange exchange, Next following) {
        try {
            return stage.serve(exchange, following);
        } catch (RuntimeException bug) {
            return CompletableFuture.failedFuture(bug);
        }
    }
}
