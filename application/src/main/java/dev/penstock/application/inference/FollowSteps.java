package dev.penstock.application.inference;

import dev.penstock.application.inference.Exchange.Place;
import dev.penstock.application.port.Alarm;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.inference.Step;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Tries the steps of a universal request one after the other until one answers (traffic, section 8). Every other request is
 * one step.
 */
public final class FollowSteps implements Stage {
    private static final int FIRST_FAILURE = 400;

    private final Alarm alarm;
    private final InstantSource clock;

    public FollowSteps(Alarm alarm, InstantSource clock) {
        this.alarm = alarm;
        this.clock = clock;
    }

    @Override
    public CompletionStage<InferenceReply> serve(Exchange exchange, Next next) {
        return exchange.request().target() instanceof RequestTarget.Universal universal
                ? follow(exchange, universal.steps(), 0, exchange.request().receivedAt(), next)
                : next.proceed(exchange);
    }

    private CompletionStage<InferenceReply> follow(
            Exchange exchange, List<Step> steps, int step, Instant startedAt, Next next) {
        boolean last = step == steps.size() - 1;
        Exchange at = exchange.at(
                new Place(step, last, steps.size() > 1, null),
                exchange.request().at(steps.get(step)),
                startedAt);
        return next.proceed(at)
                .handle((reply, failure) -> {
                    if (!last && (failure == null ? reply.status() >= FIRST_FAILURE : leadsOn(failure))) {
                        if (reply != null) {
                            Leftover.discard(reply, alarm);
                        }
                        return follow(exchange, steps, step + 1, clock.instant(), next);
                    }
                    return failure == null
                            ? CompletableFuture.completedFuture(
                                    reply.with(reply.origin().atStep(step)))
                            : CompletableFuture.<InferenceReply>failedFuture(at(step, Failures.cause(failure)));
                })
                .thenCompose(outcome -> outcome);
    }

    /** What concerns the whole request ends it; what concerns one provider does not. */
    private static boolean leadsOn(Throwable failure) {
        return Failures.cause(failure) instanceof ProblemException refusal
                && switch (refusal.problem()) {
                    case Problem.RateLimited limited -> false;
                    case Problem.CallerLeft left -> false;
                    case Problem.Unauthorized unauthorized -> false;
                    case Problem.Busy busy -> false;
                    default -> true;
                };
    }

    private static Throwable at(int step, Throwable cause) {
        return cause instanceof ProblemException refusal ? refusal.atStep(step) : cause;
    }
}
