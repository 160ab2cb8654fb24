package dev.penstock.application.inference;

import dev.penstock.application.inference.Exchange.Place;
import dev.penstock.application.problem.Problem;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.route.Facts;
import dev.penstock.domain.route.Halt;
import dev.penstock.domain.route.LiveRoute;
import dev.penstock.domain.route.Passage;
import dev.penstock.domain.route.RouteElement;
import dev.penstock.domain.route.RouteGraph;
import dev.penstock.domain.route.RouteWalk;
import dev.penstock.domain.route.Surroundings;
import dev.penstock.domain.route.TextPattern;
import dev.penstock.domain.route.Trail;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One request's course over a route: walks to the next model, which is a call, and asks for room at limits on the way. */
final class RouteCourse implements Surroundings {
    private static final Metadata NO_METADATA = new Metadata(Map.of());
    private static final double WHOLE = 100;

    private final Exchange whole;
    private final LiveRoute route;
    private final RouteSetting setting;
    private final HeldBudgets budgets;
    private final Facts facts;

    RouteCourse(Exchange whole, LiveRoute route, RouteSetting setting, HeldBudgets budgets) {
        this.whole = whole;
        this.route = route;
        this.setting = setting;
        this.budgets = budgets;
        InferenceRequest request = whole.request();
        this.facts = new Facts(
                Objects.requireNonNullElse(request.options().log().metadata(), NO_METADATA),
                request.headers(),
                new BodyFacts(
                        request.content().facts().rest(),
                        route.graph().map(RouteGraph::bodyPlaces).orElseThrow()));
    }

    @Override
    public Facts facts() {
        return facts;
    }

    @Override
    public TextPattern.Search search() {
        return setting.search();
    }

    @Override
    public double chance() {
        return setting.random().nextDouble(WHOLE);
    }

    CompletionStage<Turn.Stop> begin(RouteGraph graph) {
        return go(RouteWalk.begin(graph, this), 0);
    }

    /**
     * @param step how many calls there were before
     */
    private CompletionStage<Turn.Stop> go(RouteWalk walk, int step) {
        return switch (walk.at()) {
            case Halt.AtRate(RouteElement.Rate rate) ->
                setting.limits()
                        .admit(whole, route, rate, facts)
                        .thenCompose(pass -> go(walk.admitted(takes(pass), Passage.Why.NOTHING), step));
            case Halt.AtModel(RouteElement.Model model) ->
                CompletableFuture.completedFuture(Turn.Stop.at(new ModelTurn(walk, model, step)));
            case Halt.Ended(Halt.Reason reason) ->
                CompletableFuture.completedFuture(Turn.Stop.over(ending(reason, walk.passed())));
        };
    }

    private boolean takes(Pass pass) {
        return switch (pass) {
            case Pass.Admitted admitted -> {
                budgets.hold(admitted);
                yield true;
            }
            case Pass.Refused refused -> false;
        };
    }

    private Problem ending(Halt.Reason reason, List<Passage> passed) {
        String name = route.name().value();
        return switch (reason) {
            case END -> new Problem.RouteEnded(name, "came to its end without an answer");
            case MODEL_FAILED -> new Problem.RouteEnded(name, "has nothing in place of a model that failed");
            case TOO_LONG ->
                new Problem.RouteEnded(name, "goes through more than %d elements".formatted(RouteWalk.MOST_ELEMENTS));
            case COUNT_USED_UP ->
                new Problem.RouteLimitReached(name, passed.getLast().element().value());
            case COST_USED_UP ->
                new Problem.RouteBudgetReached(name, passed.getLast().element().value());
        };
    }

    /** A model on the way. */
    private final class ModelTurn implements Turn {
        private final RouteWalk walk;
        private final Exchange exchange;
        private final int step;

        ModelTurn(RouteWalk walk, RouteElement.Model model, int step) {
            this.walk = walk;
            this.step = step;
            boolean last = model.fallback().filter(walk.graph()::leadsToModel).isEmpty();
            Trail trail = new Trail(route.address().route(), route.name(), route.version(), walk.passed());
            Instant startedAt =
                    step == 0 ? whole.request().receivedAt() : setting.clock().instant();
            exchange = ModelCall.of(whole, new Place(step, last, true, trail), model, setting.catalog(), startedAt);
        }

        @Override
        public Exchange exchange() {
            return exchange;
        }

        @Override
        public InferenceReply answered(InferenceReply reply) {
            return budgets.counting(exchange, reply);
        }

        @Override
        public CompletionStage<Stop> after(boolean success, String heard) {
            return go(walk.answered(success, new Passage.Why.Heard(heard)), step + 1);
        }
    }
}
