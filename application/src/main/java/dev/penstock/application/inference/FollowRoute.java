package dev.penstock.application.inference;

import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.CallerKey;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestFacts;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.route.LiveRoute;
import dev.penstock.domain.route.RouteGraph;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Follows a dynamic route when a unified request names one as its model (data plane routing, section 1): {@code dynamic/} and the
 * route's name. Each model on the way is a call of its own. A route that is deployed meanwhile is for the next request.
 */
public final class FollowRoute implements Stage {
    private static final String PREFIX = "dynamic/";

    private final RouteSetting setting;
    private final TakeTurns turns;
    private final RecordLog recordLog;

    /**
     * @param recordLog writes down what ends before there is a call
     */
    public FollowRoute(RouteSetting setting, TakeTurns turns, RecordLog recordLog) {
        this.setting = setting;
        this.turns = turns;
        this.recordLog = recordLog;
    }

    @Override
    public CompletionStage<InferenceReply> serve(Exchange exchange, Next next) {
        String name = routeName(exchange.request());
        return name == null
                ? next.proceed(exchange)
                : follow(exchange, name, next)
                        .exceptionallyCompose(failure -> writtenDown(exchange, Failures.cause(failure)));
    }

    private static @Nullable String routeName(InferenceRequest request) {
        String model = request.content().facts().model();
        return request.target() instanceof RequestTarget.Unified && model != null && model.startsWith(PREFIX)
                ? model.substring(PREFIX.length())
                : null;
    }

    private CompletionStage<InferenceReply> writtenDown(Exchange exchange, Throwable failure) {
        return recordLog.serve(exchange, same -> CompletableFuture.failedFuture(failure));
    }

    private CompletionStage<InferenceReply> follow(Exchange exchange, String name, Next next) {
        Exchange keyless = withoutKey(exchange);
        LiveRoute route =
                exchange.visit().settings().routes().find(exchange.gateway().address(), name);
        if (route == null) {
            return refuse(new Problem.NoSuchRoute(name, "is not one of this gateway's"));
        }
        RouteGraph graph = route.graph().orElse(null);
        if (graph == null) {
            return refuse(new Problem.NoSuchRoute(name, "serves a version that is not sound"));
        }
        String unreadable = unreadable(exchange.request().content());
        if (unreadable != null) {
            return refuse(new Problem.UnreadableCompletion(unreadable));
        }
        HeldBudgets budgets = setting.limits().budgets();
        RouteCourse course = new RouteCourse(keyless, route, setting, budgets);
        return course.begin(graph)
                .thenCompose(stop -> turns.take(stop, next, true))
                .whenComplete((reply, failure) -> {
                    if (failure != null) {
                        budgets.release();
                    }
                })
                .thenApply(budgets::ending);
    }

    /** A caller's own key would go to every provider on the way (routing, section 1: keys are the gateway's). */
    private static Exchange withoutKey(Exchange exchange) {
        InferenceRequest request = exchange.request();
        return exchange.with(request.with(
                request.target(), CallerKey.ofUnified(request.headers()).headers()));
    }

    /** Why the model's name cannot be changed in this body; null when it can. */
    private static @Nullable String unreadable(InferenceRequest.Content content) {
        if (!(content.body() instanceof Body.Whole) || content.facts().modelStart() < 0) {
            return "the model's name must be written without escapes";
        }
        return content.facts().rest().ask().naming() == RequestFacts.Naming.CLEAR
                ? null
                : "the body must be readable JSON that names the model once";
    }

    private static CompletionStage<InferenceReply> refuse(Problem problem) {
        return CompletableFuture.failedFuture(new ProblemException(problem));
    }
}
