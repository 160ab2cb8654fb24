package dev.penstock.http.management.route;

import dev.penstock.application.route.CheckedRoute;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.route.Deployment;
import dev.penstock.domain.route.Route;
import dev.penstock.domain.route.analysis.RouteAnalysis;
import dev.penstock.http.management.edge.Reply;
import dev.penstock.http.management.edge.Wire;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Routes as callers see them. */
final class RouteShapes {
    private RouteShapes() {}

    /** With deployment and version. */
    static RouteJson whole(CheckedRoute checked) {
        return route(checked, deployment(checked.route().live()), version(checked));
    }

    /** The same with what can be said of the version before any request takes it. */
    static RouteJson analysed(CheckedRoute checked, RouteAnalysis analysis) {
        return route(checked, deployment(checked.route().live()), version(checked, AnalysisShapes.whole(analysis)));
    }

    /** Without deployment and version, as the contract has it for some answers. */
    static RouteJson bare(CheckedRoute checked) {
        return route(checked, null, null);
    }

    private static RouteJson route(
            CheckedRoute checked,
            RouteJson.@Nullable DeploymentJson deployment,
            RouteJson.@Nullable VersionJson version) {
        Route route = checked.route();
        return new RouteJson(
                route.id().toString(),
                route.address().gateway().gateway().value(),
                route.address().gateway().account().value(),
                route.name().value(),
                DrawingWriter.elements(checked.version().drawing()),
                Wire.time(route.createdAt()),
                Wire.time(route.modifiedAt()),
                deployment,
                version);
    }

    /** A version with what can be said of it before any request takes it. */
    static VersionDetailJson detail(CheckedRoute checked, RouteAnalysis analysis) {
        return detail(checked, version(checked, AnalysisShapes.whole(analysis)));
    }

    private static VersionDetailJson detail(CheckedRoute checked, RouteJson.VersionJson version) {
        RouteJson route = bare(checked);
        return new VersionDetailJson(
                route.id(),
                route.gatewayId(),
                route.accountTag(),
                route.name(),
                route.elements(),
                route.modifiedAt(),
                version);
    }

    static RouteJson.VersionJson version(CheckedRoute checked) {
        return version(checked, null);
    }

    private static RouteJson.VersionJson version(CheckedRoute checked, @Nullable AnalysisJson analysis) {
        return new RouteJson.VersionJson(
                checked.version().id().toString(),
                Boolean.toString(checked.isActive()),
                Wire.text(DrawingWriter.elements(checked.version().drawing())),
                checked.isSound(),
                checked.flaws().stream()
                        .map(flaw -> new RouteJson.ReasonJson(
                                flaw.message(),
                                flaw.path().steps().stream()
                                        .map(Object::toString)
                                        .toList()))
                        .toList(),
                analysis,
                Wire.time(checked.version().createdAt()));
    }

    static RouteJson.DeploymentJson deployment(Deployment deployment) {
        return new RouteJson.DeploymentJson(
                deployment.id().toString(), deployment.version().toString(), Wire.time(deployment.createdAt()));
    }

    /** One page, in the envelope that lists around routes have (management API, section 2). */
    static <T> Reply page(String name, Page<T> page, String direction, Function<? super T, ?> shape) {
        List<Object> items = page.items().stream().<Object>map(shape).toList();
        Map<String, Object> slice = new LinkedHashMap<>();
        slice.put(name, items);
        slice.put("page", page.request().number());
        slice.put("per_page", page.request().size());
        slice.put("order_by", "created_at");
        slice.put("order_by_direction", direction);
        return Reply.member("data", slice);
    }
}
