package dev.penstock.storage.memory;

import dev.penstock.application.port.RouteStore;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.route.DeployedRoute;
import dev.penstock.domain.route.Deployment;
import dev.penstock.domain.route.Route;
import dev.penstock.domain.route.RouteAddress;
import dev.penstock.domain.route.RouteVersion;
import dev.penstock.domain.route.VersionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Routes in a map, each with its history. Every method is one step that no other thread sees half of. */
public final class MemoryRouteStore implements RouteStore {
    private static final Comparator<DeployedRoute> OLDEST_FIRST = Comparator.comparing(
                    (DeployedRoute deployed) -> deployed.route().createdAt())
            .thenComparing(deployed -> deployed.route().id().toString());

    private final Map<RouteAddress, Kept> routes = new HashMap<>();

    /** A route and what belongs to it, oldest first. */
    private static final class Kept {
        private final List<RouteVersion> versions = new ArrayList<>();
        private final List<Deployment> deployments = new ArrayList<>();
        private Route route;

        Kept(Route route) {
            this.route = route;
        }

        Optional<RouteVersion> version(VersionId id) {
            return versions.stream().filter(version -> version.id().equals(id)).findFirst();
        }

        DeployedRoute deployed() {
            return new DeployedRoute(route, version(route.live().version()).orElseThrow());
        }
    }

    @Override
    public synchronized boolean insert(DeployedRoute made) {
        Route route = made.route();
        if (routes.containsKey(route.address()) || isTaken(route)) {
            return false;
        }
        Kept kept = new Kept(route);
        kept.versions.add(made.version());
        kept.deployments.add(route.live());
        routes.put(route.address(), kept);
        return true;
    }

    @Override
    public synchronized Replacement replace(Route current, Route next) {
        Kept kept = routes.get(current.address());
        if (kept == null || !kept.route.equals(current)) {
            return Replacement.CHANGED_MEANWHILE;
        }
        if (isTaken(next)) {
            return Replacement.NAME_TAKEN;
        }
        if (!next.live().equals(current.live())) {
            kept.deployments.add(next.live());
        }
        kept.route = next;
        return Replacement.DONE;
    }

    /** Whether another route of the same gateway has the name of this one. */
    private boolean isTaken(Route route) {
        return routes.values().stream()
                .map(kept -> kept.route)
                .anyMatch(other ->
                        other.address().gateway().equals(route.address().gateway())
                                && other.name().equals(route.name())
                                && !other.id().equals(route.id()));
    }

    @Override
    public synchronized boolean insert(RouteAddress route, RouteVersion version) {
        Kept kept = routes.get(route);
        return kept != null && kept.versions.add(version);
    }

    @Override
    public synchronized Optional<DeployedRoute> find(RouteAddress address) {
        return Optional.ofNullable(routes.get(address)).map(Kept::deployed);
    }

    @Override
    public synchronized List<DeployedRoute> all() {
        return routes.values().stream().map(Kept::deployed).toList();
    }

    @Override
    public synchronized Optional<RouteVersion> version(RouteAddress address, VersionId version) {
        return Optional.ofNullable(routes.get(address)).flatMap(kept -> kept.version(version));
    }

    @Override
    public synchronized Optional<DeployedRoute> remove(RouteAddress address) {
        return Optional.ofNullable(routes.remove(address)).map(Kept::deployed);
    }

    @Override
    public synchronized Page<DeployedRoute> list(GatewayAddress gateway, PageRequest page) {
        return Page.of(
                routes.values().stream()
                        .filter(kept -> kept.route.address().gateway().equals(gateway))
                        .map(Kept::deployed)
                        .sorted(OLDEST_FIRST)
                        .toList(),
                page);
    }

    @Override
    public synchronized Page<RouteVersion> versions(RouteAddress address, PageRequest page) {
        Kept kept = routes.get(address);
        return Page.of(kept == null ? List.of() : newestFirst(kept.versions), page);
    }

    @Override
    public synchronized Page<Deployment> deployments(RouteAddress address, PageRequest page) {
        Kept kept = routes.get(address);
        return Page.of(kept == null ? List.of() : newestFirst(kept.deployments), page);
    }

    private static <T> List<T> newestFirst(List<T> oldestFirst) {
        return List.copyOf(oldestFirst.reversed());
    }

    @Override
    public synchronized void removeAll(GatewayAddress gateway) {
        routes.keySet().removeIf(address -> address.gateway().equals(gateway));
    }
}
