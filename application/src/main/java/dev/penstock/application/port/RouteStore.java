package dev.penstock.application.port;

import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.route.DeployedRoute;
import dev.penstock.domain.route.Deployment;
import dev.penstock.domain.route.Route;
import dev.penstock.domain.route.RouteAddress;
import dev.penstock.domain.route.RouteVersion;
import dev.penstock.domain.route.VersionId;
import java.util.List;
import java.util.Optional;

/** Keeps routes with the history of their versions and deployments. What a method has answered survives the end of the process. */
public interface RouteStore extends GatewayBelongings {
    /** How the replacement of a route ended. Unless it is done, nothing has changed. */
    enum Replacement {
        DONE,
        /** Another route of the gateway has the new name. */
        NAME_TAKEN,
        /** What should be replaced is not what is kept. */
        CHANGED_MEANWHILE
    }

    /** Keeps a new route with its version and its deployment; false, and nothing changes, when its gateway has one of this name. */
    boolean insert(DeployedRoute route);

    /**
     * Keeps {@code next} in place of {@code current}. A deployment that is another one than before is added to the history;
     * its version must be there.
     */
    Replacement replace(Route current, Route next);

    /** Keeps a new version, which does not serve; false, and nothing changes, when there is no such route. */
    boolean insert(RouteAddress route, RouteVersion version);

    Optional<DeployedRoute> find(RouteAddress address);

    /** The routes of all gateways, in no particular order. */
    List<DeployedRoute> all();

    Optional<RouteVersion> version(RouteAddress address, VersionId version);

    /** Forgets a route with all its history, and answers it. */
    Optional<DeployedRoute> remove(RouteAddress address);

    /** A gateway's routes, oldest first; those of one moment in the order of their ids. */
    Page<DeployedRoute> list(GatewayAddress gateway, PageRequest page);

    /** A route's versions, newest first; none when there is no such route. */
    Page<RouteVersion> versions(RouteAddress address, PageRequest page);

    /** A route's deployments, newest first; none when there is no such route. */
    Page<Deployment> deployments(RouteAddress address, PageRequest page);

    /** Forgets every route of this gateway. */
    @Override
    void removeAll(GatewayAddress gateway);
}
