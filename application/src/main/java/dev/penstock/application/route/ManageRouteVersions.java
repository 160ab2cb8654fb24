package dev.penstock.application.route;

import dev.penstock.application.port.GatewayStore;
import dev.penstock.application.port.RouteStore;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.route.Deployment;
import dev.penstock.domain.route.DeploymentId;
import dev.penstock.domain.route.ElementDraft;
import dev.penstock.domain.route.Route;
import dev.penstock.domain.route.RouteAddress;
import dev.penstock.domain.route.RouteDrawing;
import dev.penstock.domain.route.RouteVersion;
import dev.penstock.domain.route.VersionId;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates, finds and lists the versions of a route, and decides which of them serves. */
public final class ManageRouteVersions {
    private final RouteStore store;
    private final RouteFinder finder;
    private final KnownProviders providers;
    private final LiveRoutes live;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    public ManageRouteVersions(
            RouteStore store,
            GatewayStore gateways,
            ProviderCatalog catalog,
            LiveRoutes live,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.store = store;
        this.finder = new RouteFinder(store, gateways);
        this.providers = new KnownProviders(catalog);
        this.live = live;
        this.clock = clock;
        this.ids = ids;
    }

    /** Keeps a version, sound or not. It serves once it is deployed. */
    public CheckedRoute create(RouteAddress address, @Nullable List<ElementDraft> elements) {
        Route route = finder.find(address).route();
        RouteDrawing drawing = ProblemException.orThrow(RouteDrawing.define(elements));
        RouteVersion version = new RouteVersion(new VersionId(ids.get()), drawing, clock.instant());
        if (!store.insert(address, version)) {
            throw RouteFinder.missing();
        }
        return CheckedRoute.of(route, version, providers);
    }

    public CheckedRoute find(RouteAddress address, VersionId version) {
        return CheckedRoute.of(finder.find(address).route(), version(address, version), providers);
    }

    /** A route's versions, newest first. */
    public Page<CheckedRoute> list(RouteAddress address, PageRequest page) {
        Route route = finder.find(address).route();
        return store.versions(address, page).map(version -> CheckedRoute.of(route, version, providers));
    }

    /** Lets a version serve from the next request on; an older one is a rollback. An unsound one is refused with all reasons. */
    public CheckedRoute deploy(RouteAddress address, VersionId wanted) {
        while (true) {
            Route current = finder.find(address).route();
            RouteVersion version = version(address, wanted);
            Route next = current.deploy(wanted, new DeploymentId(ids.get()), clock.instant());
            CheckedRoute deployed = CheckedRoute.of(next, version, providers);
            deployed.refuseUnsound();
            if (store.replace(current, next) == RouteStore.Replacement.DONE) {
                live.refresh(address);
                return deployed;
            }
        }
    }

    /** A route's deployments, newest first. */
    public Page<Deployment> deployments(RouteAddress address, PageRequest page) {
        finder.find(address);
        return store.deployments(address, page);
    }

    private RouteVersion version(RouteAddress address, VersionId version) {
        return store.version(address, version)
                .orElseThrow(() -> ProblemException.notFound(Problem.Thing.ROUTE_VERSION));
    }
}
