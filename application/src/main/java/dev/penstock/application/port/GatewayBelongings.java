package dev.penstock.application.port;

import dev.penstock.domain.gateway.GatewayAddress;

/** What a store keeps on behalf of a gateway, and what has no meaning once the gateway is gone. */
public interface GatewayBelongings {
    /** Forgets everything that belongs to this gateway. What comes in at the same time may stay. */
    void removeAll(GatewayAddress gateway);
}
