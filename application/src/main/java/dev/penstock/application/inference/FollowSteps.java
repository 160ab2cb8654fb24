package dev.penstock.application.inference;

import dev.penstock.application.inference.Exchange.Place;
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
    private final TakeTurns turns;
    private final InstantSource clock;

    public FollowSteps(TakeTurns turns, InstantSource clock) {
        this.turns = turns;
        this.clock = clock;
    }

    @Override
    public CompletionStage<InferenceReply> serve(Exchange exchange, Next next) {
        if (!(exchange.request().target() instanceof RequestTarget.Universal universal)) {
            return next.proceed(exchange);
        }
        Turn first = turn(exchange, universal.steps(), 0, exchange.request().receivedAt());
        return turns.take(Turn.Stop.at(first), next, false);
    }

    private Turn turn(Exchange whole, List<Step> steps, int step, Instant startedAt) {
        boolean last = step == steps.size() - 1;
        Place place = new Place(step, last, steps.size() > 1, null);
        Exchange at = whole.at(place, whole.request().at(steps.get(step)), startedAt);
        return new Turn() {
            @Override
            public Exchange exchange() {
                return at;
            }

            @Override
            public InferenceReply answered(InferenceReply reply) {
                return reply;
            }

            @Override
            public CompletionStage<Stop> after(boolean success, String heard) {
                return CompletableFuture.completedFuture(
                        success || last ? Stop.over(null) : Stop.at(turn(whole, steps, step + 1, clock.instant())));
            }
        };
    }
}
