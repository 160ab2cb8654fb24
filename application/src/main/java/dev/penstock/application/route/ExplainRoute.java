package dev.penstock.application.route;

import dev.penstock.application.port.GatewayStore;
import dev.penstock.application.port.RouteStore;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.route.DeployedRoute;
import dev.penstock.domain.route.Facts;
import dev.penstock.domain.route.Route;
import dev.penstock.domain.route.RouteAddress;
import dev.penstock.domain.route.RouteElement;
import dev.penstock.domain.route.RouteGraph;
import dev.penstock.domain.route.RouteQuestion;
import dev.penstock.domain.route.RouteVersion;
import dev.penstock.domain.route.Surroundings;
import dev.penstock.domain.route.TextPattern;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Says which way a request would take through a route, and why. Walks as traffic does, calls nobody and counts nothing. */
public final class ExplainRoute {
    private final RouteStore store;
    private final RouteFinder finder;
    private final KnownProviders providers;
    private final LookAtLimits limits;
    private final TextPattern.Search search;
    private final DoubleSupplier chance;

    /**
     * @param chance another number each time, from 0 to below 100
     */
    public ExplainRoute(
            RouteStore store,
            GatewayStore gateways,
            ProviderCatalog catalog,
            LookAtLimits limits,
            TextPattern.Search search,
            DoubleSupplier chance) {
        this.store = store;
        this.finder = new RouteFinder(store, gateways);
        this.providers = new KnownProviders(catalog);
        this.limits = limits;
        this.search = search;
        this.chance = chance;
    }

    /** An unsound version is refused with all reasons. */
    public Explanation explain(RouteAddress address, RouteQuestion.Draft draft) {
        DeployedRoute deployed = finder.find(address);
        RouteQuestion question = ProblemException.orThrow(draft.check());
        RouteVersion version = question.version()
                .map(wanted -> store.version(address, wanted)
                        .orElseThrow(() -> ProblemException.notFound(Problem.Thing.ROUTE_VERSION)))
                .orElse(deployed.version());
        Route route = deployed.route();
        RouteGraph graph = CheckedRoute.soundGraph(version, providers);
        refuseStrangers(question, graph);
        return new AssumedWalk(address, limits, question, surroundings(question)).explain(graph, route, version.id());
    }

    private static void refuseStrangers(RouteQuestion question, RouteGraph graph) {
        List<Violation> strangers = new ArrayList<>();
        List<RouteElement.Model> models = graph.elements().stream()
                .filter(RouteElement.Model.class::isInstance)
                .map(RouteElement.Model.class::cast)
                .toList();
        for (int i = 0; i < question.failing().size(); i++) {
            int at = i;
            if (models.stream()
                    .noneMatch(model -> model.id().equals(question.failing().get(at)))) {
                strangers.add(new Violation(
                        Path.of("failing").index(i),
                        "No model element of this version has the id '%s'"
                                .formatted(question.failing().get(i))));
            }
        }
        if (!strangers.isEmpty()) {
            throw new ProblemException(new Problem.Invalid(strangers));
        }
    }

    private Surroundings surroundings(RouteQuestion question) {
        return new Surroundings() {
            @Override
            public Facts facts() {
                return question.facts();
            }

            @Override
            public TextPattern.Search search() {
                return search;
            }

            @Override
            public double chance() {
                return question.chance().orElseGet(chance);
            }
        };
    }
}
