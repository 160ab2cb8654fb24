package dev.penstock.application.route;

import dev.penstock.application.port.GatewayStore;
import dev.penstock.application.port.RouteStore;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.route.DeployedRoute;
import dev.penstock.domain.route.RouteAddress;

/** Finds routes, and says what is missing: the gateway, or the route in it. */
record RouteFinder(RouteStore routes, GatewayStore gateways) {
    void requireGateway(GatewayAddress address) {
        if (gateways.find(address).isEmpty()) {
            throw ProblemException.notFound(Problem.Thing.GATEWAY);
        }
    }

    DeployedRoute find(RouteAddress address) {
        requireGateway(address.gateway());
        return routes.find(address).orElseThrow(RouteFinder::missing);
    }

    static ProblemException missing() {
        return ProblemException.notFound(Problem.Thing.ROUTE);
    }
}
