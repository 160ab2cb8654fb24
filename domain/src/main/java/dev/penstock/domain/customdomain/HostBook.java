package dev.penstock.domain.customdomain;

import dev.penstock.domain.gateway.GatewayAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which hostnames lead to a gateway now. */
public final class HostBook {
    public static final HostBook EMPTY = new HostBook(List.of());

    private final Map<String, GatewayAddress> gateways = new HashMap<>();

    public HostBook(List<CustomDomain> domains) {
        domains.forEach(domain -> gateways.put(domain.hostname().value(), domain.gateway()));
    }

    /** Whether no name is known, so that nobody need look for one. */
    public boolean isEmpty() {
        return gateways.isEmpty();
    }

    /**
     * The gateway that a request for this host is for; null when the name is not known here.
     *
     * @param host without port, in any case
     */
    public @Nullable GatewayAddress gateway(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return gateways.get(name.toLowerCase(Locale.ROOT));
    }
}
