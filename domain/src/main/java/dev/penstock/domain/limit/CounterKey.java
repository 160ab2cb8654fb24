package dev.penstock.domain.limit;

import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.providerconfig.ProviderConfigKey;
import dev.penstock.domain.route.ElementId;
import dev.penstock.domain.route.RouteId;
import java.util.List;

/**
 * Names one counter of calls: what is counted in a gateway, by which name, and for which of the values that divide it.
 *
 * @param value empty where nothing divides it; never longer than a {@link Digest}
 */
public record CounterKey(GatewayAddress gateway, Counted counted, String name, String value) {
    /** What has a limit of its own. */
    public enum Counted {
        GATEWAY,
        PROVIDER_KEY,
        ROUTE_ELEMENT
    }

    /** All requests of a gateway together. */
    public static CounterKey ofGateway(GatewayAddress gateway) {
        return new CounterKey(gateway, Counted.GATEWAY, "", "");
    }

    /** The calls that use one stored provider key. */
    public static CounterKey ofProviderKey(ProviderConfigKey config) {
        return new CounterKey(
                config.gateway(), Counted.PROVIDER_KEY, config.id().toString(), "");
    }

    /**
     * The requests that pass an element of a route, in any version of the route.
     *
     * @param value what the request has in the field that divides the counter; empty for those without
     */
    public static CounterKey ofElement(GatewayAddress gateway, RouteId route, ElementId element, String value) {
        return new CounterKey(
                gateway,
                Counted.ROUTE_ELEMENT,
                route + "/" + element,
                value.isEmpty() ? "" : Digest.of(List.of(value)));
    }

    /** The counter that takes the place of this one when there are too many of its name. */
    public CounterKey shared() {
        return new CounterKey(gateway, counted, name, "*");
    }
}
