package dev.penstock.application.port;

import dev.penstock.domain.customdomain.CustomDomain;
import dev.penstock.domain.customdomain.Hostname;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps custom domains. A hostname is there once in the whole server. What a method has answered survives the end of the process. */
public interface CustomDomainStore extends GatewayBelongings {
    /** Keeps a new domain; false, and nothing changes, when its hostname is taken, by whomever. */
    boolean insert(CustomDomain domain);

    /** Empty when the hostname leads to another gateway, or to none. */
    Optional<CustomDomain> find(GatewayAddress gateway, Hostname hostname);

    /** Forgets a gateway's domain and answers it. */
    Optional<CustomDomain> remove(GatewayAddress gateway, Hostname hostname);

    /**
     * A gateway's domains, oldest first, then in the order of their names.
     *
     * @param search text that must stand in the hostname; null for all
     */
    Page<CustomDomain> list(GatewayAddress gateway, @Nullable String search, PageRequest page);

    /** Every domain of every gateway. */
    List<CustomDomain> all();

    /** Forgets every domain of a gateway. */
    @Override
    void removeAll(GatewayAddress gateway);
}
