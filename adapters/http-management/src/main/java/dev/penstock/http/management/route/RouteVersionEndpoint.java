package dev.penstock.http.management.route;

import dev.penstock.application.route.ManageRouteVersions;
import dev.penstock.domain.route.ElementDraft;
import dev.penstock.domain.route.RouteAddress;
import dev.penstock.domain.route.RouteDrawing;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violation;
import dev.penstock.http.management.edge.Call;
import dev.penstock.http.management.edge.Endpoint;
import dev.penstock.http.management.edge.Findings;
import dev.penstock.http.management.edge.Operation;
import dev.penstock.http.management.edge.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates, lists and shows the versions of a route, deploys them, and lists the deployments (management API, section 4). */
public final class RouteVersionEndpoint implements Endpoint {
    private static final String VERSIONS = RouteCall.ONE + "/versions";
    private static final String VERSION = VERSIONS + "/{version_id}";
    private static final String DEPLOYMENTS = RouteCall.ONE + "/deployments";

    private final ManageRouteVersions versions;

    public RouteVersionEndpoint(ManageRouteVersions versions) {
        this.versions = versions;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.guarded("GET", VERSIONS, this::list).refusingWithObject(),
                Operation.guarded("POST", VERSIONS, this::create).refusingWithObject(),
                Operation.guarded("GET", VERSION, this::find).refusingWithObject(),
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
        return Reply.result(RouteShapes.detail(versions.create(RouteCall.route(call), elements)));
    }

    private static List<Violation> violations(@Nullable List<ElementDraft> elements) {
        return switch (RouteDrawing.define(elements)) {
            case Validated.Valid<RouteDrawing> drawing -> List.of();
            case Validated.Invalid<RouteDrawing>(List<Violation> violations) -> violations;
        };
    }

    private Reply find(Call call) {
        RouteAddress route = RouteCall.route(call);
        return Reply.result(RouteShapes.detail(versions.find(route, RouteCall.version(call.param("version_id")))));
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
