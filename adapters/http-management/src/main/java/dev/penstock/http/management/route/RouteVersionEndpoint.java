package dev.penstock.http.management.route;

import dev.penstock.application.route.AnalyseRoute;
import dev.penstock.application.route.CheckedRoute;
import dev.penstock.application.route.ManageRouteVersions;
import dev.penstock.domain.route.ElementDraft;
import dev.penstock.domain.route.RouteAddress;
import dev.penstock.domain.route.RouteDrawing;
import dev.penstock.domain.route.VersionId;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violation;
import dev.penstock.http.management.edge.Call;
import dev.penstock.http.management.edge.Endpoint;
import dev.penstock.http.management.edge.Findings;
import dev.penstock.http.management.edge.Operation;
import dev.penstock.http.management.edge.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates, lists, shows and analyses the versions of a route, deploys them, and lists the deployments (management API, section 4). */
public final class RouteVersionEndpoint implements Endpoint {
    private static final String VERSIONS = RouteCall.ONE + "/versions";
    private static final String VERSION = VERSIONS + "/{version_id}";
    private static final String DEPLOYMENTS = RouteCall.ONE + "/deployments";

    private final ManageRouteVersions versions;
    private final AnalyseRoute analyseRoute;

    public RouteVersionEndpoint(ManageRouteVersions versions, AnalyseRoute analyseRoute) {
        this.versions = versions;
        this.analyseRoute = analyseRoute;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.guarded("GET", VERSIONS, this::list).refusingWithObject(),
                Operation.guarded("POST", VERSIONS, this::create).refusingWithObject(),
                Operation.guarded("GET", VERSION, this::find).refusingWithObject(),
                Operation.guarded("GET", VERSION + "/analysis", this::analyse).refusingWithObject(),
                Operation.guarded("GET", DEPLOYMENTS, this::deployments).refusingWithObject(),
                Operation.guarded("POST", DEPLOYMENTS, this::deploy).refusingWithObject());
    }

    private Reply list(Call call) {
        return RouteShapes.page(
                "versions", versions.list(RouteCall.route(call), call.page()), "desc", RouteShapes::version);
    }

    private Reply create(Call call) {
        List<ElementDraft> elements = DrawingReader.elements(call.body().get("elements"));
        if (call.findings().any()) {
            call.findings().addUncovered(Findings.BODY, violations(elements));
            call.findings().refuse();
        }
        return Reply.result(detail(versions.create(RouteCall.route(call), elements)));
    }

    private static List<Violation> violations(@Nullable List<ElementDraft> elements) {
        return switch (RouteDrawing.define(elements)) {
            case Validated.Valid<RouteDrawing> drawing -> List.of();
            case Validated.Invalid<RouteDrawing>(List<Violation> violations) -> violations;
        };
    }

    private Reply find(Call call) {
        RouteAddress route = RouteCall.route(call);
        return Reply.result(detail(versions.find(route, RouteCall.version(call.param("version_id")))));
    }

    private VersionDetailJson detail(CheckedRoute version) {
        return RouteShapes.detail(version, analyseRoute.analyse(version));
    }

    private Reply analyse(Call call) {
        RouteAddress route = RouteCall.route(call);
        VersionId version = RouteCall.version(call.param("version_id"));
        return Reply.result(AnalysisShapes.whole(analyseRoute.analyse(route, version)));
    }

    private Reply deployments(Call call) {
        return RouteShapes.page(
                "deployments",
                versions.deployments(RouteCall.route(call), call.page()),
                "desc",
                RouteShapes::deployment);
    }

    private Reply deploy(Call call) {
        RouteAddress route = RouteCall.route(call);
        String version = call.body().path("version_id").asText();
        return Reply.result(RouteShapes.bare(versions.deploy(route, RouteCall.version(version))));
    }
}
