package dev.penstock.http.management.route;

import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.route.RouteAddress;
import dev.penstock.domain.route.RouteId;
import dev.penstock.domain.route.VersionId;
import dev.penstock.http.management.edge.Call;
import java.util.Map;

/** What the path of a request names. A name that nothing can have is the name of nothing: ids are opaque to callers. */
final class RouteCall {
    static final String ALL = "/accounts/{account_id}/ai-gateway/gateways/{gateway_id}/routes";
    static final String ONE = ALL + "/{id}";

    private RouteCall() {}

    static GatewayAddress gateway(Call call) {
        return call.gateway("gateway_id");
    }

    static RouteAddress route(Call call) {
        return new RouteAddress(gateway(call), route(call.param("id")));
    }

    /** The same for a request with which something may be wrong. */
    static RouteAddress route(Map<String, String> params) {
        String account = params.getOrDefault("account_id", "");
        String gateway = params.getOrDefault("gateway_id", "");
        if (!AccountId.isValid(account) || !GatewayId.isValid(gateway)) {
            throw ProblemException.notFound(Problem.Thing.GATEWAY);
        }
        GatewayAddress address = new GatewayAddress(new AccountId(account), new GatewayId(gateway));
        return new RouteAddress(address, route(params.getOrDefault("id", "")));
    }

    private static RouteId route(String id) {
        return RouteId.parse(id).orElseThrow(() -> ProblemException.notFound(Problem.Thing.ROUTE));
    }

    static VersionId version(String id) {
        return VersionId.parse(id).orElseThrow(() -> ProblemException.notFound(Problem.Thing.ROUTE_VERSION));
    }
}
