package dev.penstock.application.customdomain;

import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.port.CustomDomainStore;
import dev.penstock.application.port.GatewayBelongings;
import dev.penstock.application.port.GatewayStore;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.customdomain.CustomDomain;
import dev.penstock.domain.customdomain.HostBook;
import dev.penstock.domain.customdomain.Hostname;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.validation.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Creates, finds, lists and removes custom domains. A change holds for the next request. */
public final class ManageCustomDomains implements GatewayBelongings {
    private final CustomDomainStore store;
    private final GatewayStore gateways;
    private final LiveSettings live;
    private final InstantSource clock;

    public ManageCustomDomains(CustomDomainStore store, GatewayStore gateways, LiveSettings live, InstantSource clock) {
        this.store = store;
        this.gateways = gateways;
        this.live = live;
        this.clock = clock;
    }

    /** Lets a gateway answer under a hostname. Whose a taken name is, is nobody's business. */
    public CustomDomain create(GatewayAddress gateway, CustomDomain.Draft draft) {
        CustomDomain domain = ProblemException.orThrow(CustomDomain.define(gateway, draft, clock.instant()));
        checkGateway(gateway);
        if (!store.insert(domain)) {
            throw new ProblemException(new Problem.AlreadyExists(
                    Problem.Thing.CUSTOM_DOMAIN,
                    Path.of("domain"),
                    "A custom domain '%s' already exists".formatted(domain.hostname())));
        }
        try {
            checkGateway(gateway);
        } catch (ProblemException removedMeanwhile) {
            store.remove(gateway, domain.hostname());
            throw removedMeanwhile;
        }
        refresh();
        return domain;
    }

    /** A hostname that is none has no domain. */
    public CustomDomain find(GatewayAddress gateway, String hostname) {
        return Hostname.parse(hostname)
                .flatMap(name -> store.find(gateway, name))
                .orElseThrow(ManageCustomDomains::notFound);
    }

    /**
     * A gateway's domains, oldest first.
     *
     * @param search text that must stand in the hostname; null for all
     */
    public Page<CustomDomain> list(GatewayAddress gateway, @Nullable String search, PageRequest page) {
        checkGateway(gateway);
        return store.list(gateway, search, page);
    }

    public CustomDomain remove(GatewayAddress gateway, String hostname) {
        CustomDomain removed = Hostname.parse(hostname)
                .flatMap(name -> store.remove(gateway, name))
                .orElseThrow(ManageCustomDomains::notFound);
        refresh();
        return removed;
    }

    @Override
    public void removeAll(GatewayAddress gateway) {
        store.removeAll(gateway);
        refresh();
    }

    /** Lets traffic know what is kept now. */
    public void refresh() {
        live.replaceHosts(() -> new HostBook(store.all()));
    }

    private void checkGateway(GatewayAddress gateway) {
        if (gateways.find(gateway).isEmpty()) {
            throw ProblemException.notFound(Problem.Thing.GATEWAY);
        }
    }

    private static ProblemException notFound() {
        return ProblemException.notFound(Problem.Thing.CUSTOM_DOMAIN);
    }
}
