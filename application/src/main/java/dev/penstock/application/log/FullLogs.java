package dev.penstock.application.log;

import dev.penstock.domain.gateway.GatewayAddress;
import java.util.Set;

/** Which gateways take no more entries for now: as many are kept as they may have. Asking never waits. */
public final class FullLogs {
    private volatile Set<GatewayAddress> full = Set.of();

    public boolean contains(GatewayAddress gateway) {
        return full.contains(gateway);
    }

    /** These from now on, and no others. */
    public void replace(Set<GatewayAddress> next) {
        full = Set.copyOf(next);
    }
}
