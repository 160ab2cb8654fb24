package dev.penstock.application.route;

import dev.penstock.application.port.GatewayStore;
import dev.penstock.application.port.RouteStore;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.route.DeployedRoute;
import dev.penstock.domain.route.Route;
import dev.penstock.domain.route.RouteAddress;
import dev.penstock.domain.route.RouteDraft;
import dev.penstock.domain.route.RouteName;
import dev.penstock.domain.validation.Path;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Creates, finds, lists, renames and removes dynamic routes. What it answers of a route is the version that serves. A change
 * holds for the next request.
 */
public final class ManageRoutes {
    private final RouteStore store;
    private final RouteFinder finder;
    private final KnownProviders providers;
    private final LiveRoutes live;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    public ManageRoutes(
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

    /** Makes a route. Its first version serves at once, even when it is unsound; the reasons are in the answer. */
    public CheckedRoute create(GatewayAddress gateway, RouteDraft draft) {
        finder.requireGateway(gateway);
        DeployedRoute made = ProblemException.orThrow(DeployedRoute.define(gateway, draft, ids, clock.instant()));
        if (!store.insert(made)) {
            throw taken(made.route().name());
        }
        try {
            // The gateway may have been removed meanwhile, and its routes before this one came.
            finder.requireGateway(gateway);
        } catch (ProblemException gone) {
            store.remove(made.route().address());
            throw gone;
        } finally {
            live.refresh(made.route().address());
        }
        return CheckedRoute.of(made, providers);
    }

    public CheckedRoute find(RouteAddress address) {
        return CheckedRoute.of(finder.find(address), providers);
    }

    /** A gateway's routes, oldest first. */
    public Page<CheckedRoute> list(GatewayAddress gateway, PageRequest page) {
        finder.requireGateway(gateway);
        return store.list(gateway, page).map(route -> CheckedRoute.of(route, providers));
    }

    public CheckedRoute rename(RouteAddress address, @Nullable String name) {
        while (true) {
            DeployedRoute current = finder.find(address);
            Route next = ProblemException.orThrow(current.route().rename(name, clock.instant()));
            switch (store.replace(current.route(), next)) {
                case DONE -> {
                    live.refresh(address);
                    return CheckedRoute.of(next, current.version(), providers);
                }
                case NAME_TAKEN -> throw taken(next.name());
                case CHANGED_MEANWHILE -> {}
            }
        }
    }

    /** Removes a route with its versions and deployments. */
    public CheckedRoute remove(RouteAddress address) {
        finder.requireGateway(address.gateway());
        DeployedRoute removed = store.remove(address).orElseThrow(RouteFinder::missing);
        live.refresh(address);
        return CheckedRoute.of(removed, providers);
    }

    private static ProblemException taken(RouteName name) {
        return new ProblemException(new Problem.AlreadyExists(
                Problem.Thing.ROUTE, Path.of("name"), "A route with name '%s' already exists".formatted(name)));
    }
}
