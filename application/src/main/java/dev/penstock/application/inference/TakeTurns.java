package dev.penstock.application.inference;

import dev.penstock.application.port.Alarm;
import dev.penstock.application.port.AnswerForms;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.InferenceReply;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of a request one after the other until one answers, and brings back that answer: secured, if it streams, by
 * those calls that were not needed. Where none answers, the caller hears of the last failure, and what the first one was (fault
 * conduct).
 */
public final class TakeTurns {
    /** Names what went wrong first, where the answer tells of what went wrong last. */
    public static final String FIRST_FAILURE_HEADER = "penstock-first-failure";

    private static final int FIRST_FAILURE = 400;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    private final AnswerForms forms;
    private final SecureAnswer secure;
    private final Alarm alarm;

    public TakeTurns(AnswerForms forms, SecureAnswer secure, Alarm alarm) {
        this.forms = forms;
        this.secure = secure;
        this.alarm = alarm;
    }

    /**
     * @param keepsErrors whether a provider's error is worth more than a later failure to get anything at all
     */
    CompletionStage<InferenceReply> take(Turn.Stop first, Stage.Next next, boolean keepsErrors) {
        return new Round(next, keepsErrors).go(first);
    }

    /** How one request fares. */
    private final class Round {
        private final Stage.Next next;
        private final boolean keepsErrors;
        private @Nullable InferenceReply answer;
        private @Nullable InferenceReply error;
        private @Nullable Throwable failure;
        private @Nullable String firstFailure;

        Round(Stage.Next next, boolean keepsErrors) {
            this.next = next;
            this.keepsErrors = keepsErrors;
        }

        CompletionStage<InferenceReply> go(Turn.Stop stop) {
            Turn turn = stop.turn();
            return turn == null
                    ? end(stop.refusal())
                    : next.proceed(turn.exchange())
                            .handle((reply, failed) -> failed == null
                                    ? replied(
                                            turn,
                                            reply.with(reply.origin()
                                                    .atStep(turn.exchange()
                                                            .place()
                                                            .step())))
                                    : failed(turn, Failures.cause(failed)))
                            .thenCompose(outcome -> outcome);
        }

        private CompletionStage<InferenceReply> replied(Turn turn, InferenceReply reply) {
            if (reply.status() < FIRST_FAILURE) {
                discard(answer);
                answer = secure.secured(turn.answered(reply), turn, next);
                return turn.after(true, "status " + reply.status()).thenCompose(this::go);
            }
            if (isFinal(reply)) {
                discard(answer);
                discard(error);
                return CompletableFuture.completedFuture(reply);
            }
            discard(error);
            error = reply;
            failure = keepsErrors ? failure : null;
            return goOn(turn, SecureAnswer.heard(reply));
        }

        private CompletionStage<InferenceReply> failed(Turn turn, Throwable cause) {
            if (!leadsOn(cause)) {
                discard(answer);
                discard(error);
                return CompletableFuture.failedFuture(at(turn, cause));
            }
            failure = at(turn, cause);
            if (!keepsErrors) {
                discard(error);
                error = null;
            }
            return goOn(turn, SecureAnswer.heard(turn.exchange(), cause));
        }

        private CompletionStage<InferenceReply> goOn(Turn turn, String heard) {
            boolean first = firstFailure == null;
            firstFailure = first ? heard : firstFailure;
            return turn.after(false, heard).thenCompose(stop -> first && stop.turn() == null ? alone(stop) : go(stop));
        }

        /** The only failure there was needs no mention. */
        private CompletionStage<InferenceReply> alone(Turn.Stop stop) {
            firstFailure = null;
            return go(stop);
        }

        private CompletionStage<InferenceReply> end(@Nullable Problem refusal) {
            if (answer != null) {
                discard(error);
                return CompletableFuture.completedFuture(answer);
            }
            if (error != null) {
                return CompletableFuture.completedFuture(
                        firstFailure == null
                                ? error
                                : error.with(error.headers().with(FIRST_FAILURE_HEADER, firstFailure)));
            }
            Throwable cause = failure == null && refusal != null ? new ProblemException(refusal) : failure;
            if (cause == null) {
                throw new IllegalStateException("a request without calls has a reason for that");
            }
            return CompletableFuture.failedFuture(
                    cause instanceof ProblemException problem && firstFailure != null
                            ? problem.after(firstFailure)
                            : cause);
        }

        private void discard(@Nullable InferenceReply unwanted) {
            if (unwanted != null) {
                Leftover.discard(unwanted, alarm);
            }
        }
    }

    /** What the provider does not want to answer, no other should be asked (fault conduct, fault 13). */
    private boolean isFinal(InferenceReply reply) {
        return reply.status() >= BAD_REQUEST
                && reply.status() <= FORBIDDEN
                && reply.body() instanceof Body.Whole(ByteBuffer bytes)
                && forms.isRefusal(reply, bytes);
    }

    /** What concerns the whole request ends it; what concerns one provider does not. */
    static boolean leadsOn(Throwable failure) {
        return failure instanceof ProblemException refusal
                && switch (refusal.problem()) {
                    case Problem.RateLimited limited -> false;
                    case Problem.CallerLeft left -> false;
                    case Problem.Unauthorized unauthorized -> false;
                    case Problem.Busy busy -> false;
                    default -> true;
                };
    }

    private static Throwable at(Turn turn, Throwable cause) {
        return cause instanceof ProblemException refusal
                ? refusal.atStep(turn.exchange().place().step())
                : cause;
    }
}
