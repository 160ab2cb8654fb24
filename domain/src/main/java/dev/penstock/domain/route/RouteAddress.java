package dev.penstock.domain.route;

import dev.penstock.domain.gateway.GatewayAddress;

/** Names one route among those of every gateway. */
public record RouteAddress(GatewayAddress gateway, RouteId route) {
    @Override
    public String toString() {
        return gateway + "/routes/" + route;
    }
}
