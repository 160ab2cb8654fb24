package dev.penstock.domain.route;

/** Where a walk waits for somebody to do something, or has come to its end. */
public sealed interface Halt {
    /** Is there room within this limit? Goes on with {@link RouteWalk#admitted}. */
    record AtRate(RouteElement.Rate rate) implements Halt {}

    /** What does this model answer? Goes on with {@link RouteWalk#answered}. */
    record AtModel(RouteElement.Model model) implements Halt {}

    /** There is no further to go. */
    record Ended(Reason reason) implements Halt {}

    /** Why a walk is over. */
    enum Reason {
        /** It came to an end. */
        END,
        /** A limit on requests was used up, and no arrow leads on from there. */
        COUNT_USED_UP,
        /** A budget was used up, and no arrow leads on from there. */
        COST_USED_UP,
        /** A model failed, and no arrow leads on from there. */
        MODEL_FAILED,
        /** It came through as many elements as a walk may. */
        TOO_LONG
    }
}
