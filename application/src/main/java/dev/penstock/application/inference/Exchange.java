package dev.penstock.application.inference;

import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.route.Trail;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One request, or one step of it, on its way through the stages.
 *
 * @param gateway as it was when the request came in; later changes do not touch it
 * @param place which step this is
 * @param attempt which of the calls for this step this is
 * @param destination null until it is found
 * @param abandoned completes when nobody waits for the reply's head any more
 */
public record Exchange(
        Gateway gateway,
        InferenceRequest request,
        Visit visit,
        Place place,
        Attempt attempt,
        @Nullable Destination destination,
        CompletionStage<Void> abandoned) {
    /**
     * The place of a step among those of its request.
     *
     * @param last whether no other can be tried after it
     * @param guarded whether its answer is looked through before anybody sees it, since something else may take its place
     * @param trail the way through a dynamic route that led here; null where there is none
     */
    record Place(
            int step,
            boolean last,
            boolean guarded,
            @Nullable Trail trail) {
        static final Place ONLY = new Place(0, true, false, null);
    }

    /**
     * One call for a step.
     *
     * @param startedAt for the first one of a request, when the request came in
     * @param timed whether the caller's time limit holds for it
     */
    record Attempt(Instant startedAt, boolean timed) {
        static Attempt first(Instant startedAt) {
            return new Attempt(startedAt, true);
        }
    }

    static Exchange of(Gateway gateway, InferenceRequest request, Visit visit, CompletionStage<Void> callerLeft) {
        return new Exchange(gateway, request, visit, Place.ONLY, Attempt.first(request.receivedAt()), null, callerLeft);
    }

    Exchange with(InferenceRequest next) {
        return new Exchange(gateway, next, visit, place, attempt, destination, abandoned);
    }

    Exchange asAuthenticated() {
        return new Exchange(gateway, request, visit.asAuthenticated(), place, attempt, destination, abandoned);
    }

    /** The same about one of several steps. */
    Exchange at(Place next, InferenceRequest step, Instant now) {
        return new Exchange(gateway, step, visit, next, Attempt.first(now), null, abandoned);
    }

    Exchange to(Destination found) {
        return new Exchange(gateway, request, visit, place, attempt, found, abandoned);
    }

    Exchange with(Attempt next) {
        return new Exchange(gateway, request, visit, place, next, destination, abandoned);
    }

    /** The same with somebody else to say that nobody waits any more. */
    Exchange abandonedBy(CompletionStage<Void> next) {
        return new Exchange(gateway, request, visit, place, attempt, destination, next);
    }

    /** The destination, for stages that stand behind the one that finds it. */
    Destination found() {
        return Objects.requireNonNull(destination, "the destination is found before");
    }
}
