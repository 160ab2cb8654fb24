package dev.penstock.application.route;

import dev.penstock.domain.route.Halt;
import dev.penstock.domain.route.Judged;
import dev.penstock.domain.route.Passage;
import dev.penstock.domain.route.Route;
import dev.penstock.domain.route.RouteElement;
import dev.penstock.domain.route.VersionId;
import java.util.List;
import java.util.Optional;

/** The way that a request would take through a version of a route, and why. */
public record Explanation(Route route, VersionId version, List<Step> steps, Ending ending) {
    public Explanation {
        steps = List.copyOf(steps);
    }

    /** An element on the way, with all that decided there. */
    public record Step(Passage passage, Reason reason) {}

    /** Why a way leaves an element as it does. */
    public sealed interface Reason {
        /** There was nothing to decide. */
        record Nothing() implements Reason {}

        /** A condition held, or did not. */
        record Asked(Judged condition) implements Reason {}

        /** A number, which the passage tells, fell into a share. */
        record Drew(RouteElement.Percentage percentage) implements Reason {}

        /** There was room, or none. */
        record Looked(RoomAtElement room) implements Reason {}

        /** A model was assumed to answer, or to fail. */
        record Assumed(RouteElement.Model model, boolean answers) implements Reason {}
    }

    /**
     * What the caller gets: the last answer; where there is none, the last failure of a model; where there is none either, an error
     * of ours about how the way ended.
     *
     * @param answer the model that answered last
     * @param failed the model that failed last
     */
    public record Ending(
            Halt.Reason reason, Optional<RouteElement.Model> answer, Optional<RouteElement.Model> failed) {}
}
