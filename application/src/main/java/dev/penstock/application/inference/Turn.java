package dev.penstock.application.inference;

import dev.penstock.application.problem.Problem;
import dev.penstock.domain.inference.InferenceReply;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One of the calls that a request may take, one after the other: a step of a universal request, or a model of a route. */
interface Turn {
    /** The call as a request of its own. */
    Exchange exchange();

    /** An answer to it, before anybody reads it. */
    InferenceReply answered(InferenceReply reply);

    /**
     * What comes next.
     *
     * @param success whether this call was answered
     * @param heard how it went, in a few words that name no secret
     */
    CompletionStage<Stop> after(boolean success, String heard);

    /**
     * Where the calls of a request have come to.
     *
     * @param turn the call that can be made now; null when there is none left
     * @param refusal why there is no answer, if no call was answered before; null where there is a call, or nothing to add
     */
    record Stop(@Nullable Turn turn, @Nullable Problem refusal) {
        static Stop at(Turn turn) {
            return new Stop(turn, null);
        }

        static Stop over(@Nullable Problem refusal) {
            return new Stop(null, refusal);
        }
    }
}
