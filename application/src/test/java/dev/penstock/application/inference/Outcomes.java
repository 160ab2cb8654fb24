package dev.penstock.application.inference;

import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** What became of a stage that has ended. */
final class Outcomes {
    private Outcomes() {}

    static <T> T value(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    static Problem problem(CompletionStage<?> stage) {
        if (failure(stage) instanceof ProblemException refusal) {
            return refusal.problem();
        }
        throw new AssertionError("not a problem", failure(stage));
    }

    static Throwable failure(CompletionStage<?> stage) {
        try {
            throw new AssertionError(
                    "not a failure: " + stage.toCompletableFuture().join());
        } catch (CompletionException failed) {
            return Failures.cause(failed);
        } catch (RuntimeException cancelled) {
            return cancelled;
        }
    }
}
