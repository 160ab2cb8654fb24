package dev.penstock.http.management.route;

import dev.penstock.application.route.AnalyseRoute;
import dev.penstock.application.route.CheckedRoute;
import dev.penstock.application.route.ManageRoutes;
import dev.penstock.domain.route.RouteDraft;
import dev.penstock.http.management.edge.Call;
import dev.penstock.http.management.edge.Endpoint;
import dev.penstock.http.management.edge.Findings;
import dev.penstock.http.management.edge.Operation;
import dev.penstock.http.management.edge.Reply;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Creates, lists, shows, renames and removes dynamic routes (management API, section 4). */
public final class RouteEndpoint implements Endpoint {
    private final ManageRoutes routes;
    private final AnalyseRoute analyseRoute;

    public RouteEndpoint(ManageRoutes routes, AnalyseRoute analyseRoute) {
        this.routes = routes;
        this.analyseRoute = analyseRoute;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.guarded("GET", RouteCall.ALL, this::list).refusingWithObject(),
                Operation.guarded("POST", RouteCall.ALL, this::create).refusingWithObject(),
                Operation.guarded("GET", RouteCall.ONE, this::find).refusingWithObject(),
                Operation.guarded("PATCH", RouteCall.ONE, new Renaming(routes, this::analysed))
                        .refusingWithObject(),
                Operation.guarded("DELETE", RouteCall.ONE, this::remove).refusingWithObject());
    }

    private Reply list(Call call) {
        return RouteShapes.page("routes", routes.list(RouteCall.gateway(call), call.page()), "asc", RouteShapes::whole);
    }

    private Reply create(Call call) {
        RouteDraft draft = draft(call);
        return Reply.result(analysed(routes.create(RouteCall.gateway(call), draft)));
    }

    /** Where the document found something wrong already, the rest is looked at too, so that all of it is heard at once. */
    private static RouteDraft draft(Call call) {
        RouteDraft draft = new RouteDraft(
                DrawingReader.text(call.body().get("name")),
                DrawingReader.elements(call.body().get("elements")));
        if (call.findings().any()) {
            call.findings().addUncovered(Findings.BODY, draft.violations());
            call.findings().refuse();
        }
        return draft;
    }

    private Reply find(Call call) {
        return Reply.result(analysed(routes.find(RouteCall.route(call))));
    }

    private RouteJson analysed(CheckedRoute route) {
        return RouteShapes.analysed(route, analyseRoute.analyse(route));
    }

    private Reply remove(Call call) {
        return Reply.result(RouteShapes.bare(routes.remove(RouteCall.route(call))));
    }

    /** Gives a route another name. The contract wants the route beside what is wrong with that name. */
    private record Renaming(ManageRoutes routes, Function<CheckedRoute, RouteJson> shape)
            implements Operation.Handling {
        @Override
        public Reply answer(Call call) {
            String name = DrawingReader.text(call.body().get("name"));
            return Reply.member("route", shape.apply(routes.rename(RouteCall.route(call), name)));
        }

        @Override
        public Map<String, Object> besideErrors(Map<String, String> params) {
            return Map.of("route", shape.apply(routes.find(RouteCall.route(params))));
        }
    }
}
