package dev.penstock.domain.route;

import dev.penstock.domain.gateway.GatewayAddress;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routes that traffic can take now, by gateway and name. */
public final class RouteBook {
    public static final RouteBook EMPTY = new RouteBook(Map.of());

    private final Map<GatewayAddress, Map<String, LiveRoute>> gateways;

    private RouteBook(Map<GatewayAddress, Map<String, LiveRoute>> gateways) {
        this.gateways = Collections.unmodifiableMap(gateways);
    }

    /** A book of these routes, of whatever gateways. */
    public static RouteBook of(Collection<LiveRoute> routes) {
        Map<GatewayAddress, Map<String, LiveRoute>> gateways = new HashMap<>();
        routes.forEach(route -> gateways.computeIfAbsent(route.address().gateway(), none -> new LinkedHashMap<>())
                .put(route.name().value(), route));
        return new RouteBook(gateways);
    }

    /** This book with this route as it is now. */
    public RouteBook with(LiveRoute route) {
        Map<String, LiveRoute> next = others(route.address());
        next.put(route.name().value(), route);
        return with(route.address().gateway(), next);
    }

    /** This book with other routes of one gateway: all that it has now. */
    public RouteBook with(GatewayAddress gateway, Collection<LiveRoute> routes) {
        Map<String, LiveRoute> next = new LinkedHashMap<>();
        routes.forEach(route -> next.put(route.name().value(), route));
        return with(gateway, next);
    }

    /** This book without this route. */
    public RouteBook without(RouteAddress route) {
        return with(route.gateway(), others(route));
    }

    private Map<String, LiveRoute> others(RouteAddress route) {
        Map<String, LiveRoute> others = new LinkedHashMap<>(gateways.getOrDefault(route.gateway(), Map.of()));
        others.values().removeIf(known -> known.address().equals(route));
        return others;
    }

    private RouteBook with(GatewayAddress gateway, Map<String, LiveRoute> routes) {
        Map<GatewayAddress, Map<String, LiveRoute>> next = new HashMap<>(gateways);
        if (routes.isEmpty()) {
            next.remove(gateway);
        } else {
            next.put(gateway, routes);
        }
        return new RouteBook(next);
    }

    /** A gateway's route of this name, else the one of this id; null when there is neither. */
    public @Nullable LiveRoute find(GatewayAddress gateway, String nameOrId) {
        Map<String, LiveRoute> ofGateway = gateways.get(gateway);
        if (ofGateway == null) {
            return null;
        }
        LiveRoute named = ofGateway.get(nameOrId);
        return named != null
                ? named
                : RouteId.parse(nameOrId)
                        .flatMap(id -> ofGateway.values().stream()
                                .filter(route -> route.address().route().equals(id))
                                .findFirst())
                        .orElse(null);
    }

    /** All routes of a gateway. */
    public List<LiveRoute> ofGateway(GatewayAddress gateway) {
        return List.copyOf(gateways.getOrDefault(gateway, Map.of()).values());
    }
}
