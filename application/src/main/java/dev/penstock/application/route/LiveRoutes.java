package dev.penstock.application.route;

import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.port.GatewayBelongings;
import dev.penstock.application.port.RouteStore;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.route.DeployedRoute;
import dev.penstock.domain.route.LiveRoute;
import dev.penstock.domain.route.Route;
import dev.penstock.domain.route.RouteAddress;
import dev.penstock.domain.route.RouteBook;
import dev.penstock.domain.route.RouteGraph;
import dev.penstock.domain.validation.Validated;
import java.util.List;
import java.util.Optional;

/**
 * Lets traffic know which routes there are. The store is read within the turn of each change, so that of two at once the
 * later one leaves what is kept in the end.
 */
public final class LiveRoutes implements GatewayBelongings {
    private static final PageRequest EVERYTHING = new PageRequest(1, Integer.MAX_VALUE);

    private final RouteStore store;
    private final KnownProviders providers;
    private final LiveSettings live;

    public LiveRoutes(RouteStore store, ProviderCatalog catalog, LiveSettings live) {
        this.store = store;
        this.providers = new KnownProviders(catalog);
        this.live = live;
    }

    /** Lets traffic know what is kept now. */
    public void refresh() {
        live.replaceRoutes(before -> RouteBook.of(live(store.all())));
    }

    /** As {@link #refresh()} for one route, so that a change costs the same however many others there are. */
    void refresh(RouteAddress address) {
        live.replaceRoutes(before ->
                store.find(address).map(route -> before.with(live(route))).orElseGet(() -> before.without(address)));
    }

    @Override
    public void removeAll(GatewayAddress gateway) {
        store.removeAll(gateway);
        live.replaceRoutes(before ->
                before.with(gateway, live(store.list(gateway, EVERYTHING).items())));
    }

    private List<LiveRoute> live(List<DeployedRoute> routes) {
        return routes.stream().map(this::live).toList();
    }

    private LiveRoute live(DeployedRoute deployed) {
        Route route = deployed.route();
        Optional<RouteGraph> graph = switch (RouteGraph.of(deployed.version().drawing(), providers)) {
            case Validated.Valid<RouteGraph>(RouteGraph sound) -> Optional.of(sound);
            case Validated.Invalid<RouteGraph> unsound -> Optional.empty();
        };
        return new LiveRoute(route.address(), route.name(), deployed.version().id(), graph);
    }
}
