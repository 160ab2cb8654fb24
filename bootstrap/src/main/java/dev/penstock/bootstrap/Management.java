package dev.penstock.bootstrap;

import dev.penstock.application.account.ManageAccounts;
import dev.penstock.application.account.ManageTokens;
import dev.penstock.application.customdomain.ManageCustomDomains;
import dev.penstock.application.customprovider.ManageCustomCosts;
import dev.penstock.application.customprovider.ManageCustomProviders;
import dev.penstock.application.dataset.ManageDatasets;
import dev.penstock.application.evaluation.ManageEvaluations;
import dev.penstock.application.evaluation.RunEvaluations;
import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.gateway.ManageGateways;
import dev.penstock.application.log.LogQueue;
import dev.penstock.application.log.ManageLogs;
import dev.penstock.application.port.GatewayBelongings;
import dev.penstock.application.providerconfig.ManageProviderConfigs;
import dev.penstock.application.route.LiveRoutes;
import dev.penstock.application.route.ManageRouteVersions;
import dev.penstock.application.route.ManageRoutes;
import dev.penstock.domain.provider.ProviderCatalog;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The use cases of management, wired by hand. All of them block. */
final class Management {
    private static final Logger LOG = LoggerFactory.getLogger(Management.class);

    private final ManageGateways gateways;
    private final ManageLogs logs;
    private final LiveRoutes liveRoutes;
    private final ManageRoutes routes;
    private final ManageRouteVersions routeVersions;
    private final ManageCustomProviders customProviders;
    private final ManageCustomCosts customCosts;
    private final ManageCustomDomains customDomains;
    private final ManageAccounts accounts;
    private final ManageTokens tokens;
    private final ManageProviderConfigs providerConfigs;
    private final ManageDatasets datasets;
    private final ManageEvaluations evaluations;
    private final RunEvaluations evaluationRunner;

    /**
     * @param counters what is counted of a gateway; forgotten before what the stores keep of it
     */
    Management(
            Stores stores,
            List<GatewayBelongings> counters,
            LiveSettings live,
            ProviderCatalog catalog,
            LogQueue queue,
            InstantSource clock,
            SecureRandom random) {
        customProviders = new ManageCustomProviders(
                stores.customProviders(), stores.customCosts(), live, clock, UUID::randomUUID);
        customCosts = new ManageCustomCosts(
                stores.customCosts(), stores.customProviders(), customProviders, clock, UUID::randomUUID);
        customDomains = new ManageCustomDomains(stores.customDomains(), stores.gateways(), live, clock);
        List<GatewayBelongings> belongings = new ArrayList<>(counters);
        belongings.addAll(stores.belongings());
        providerConfigs = new ManageProviderConfigs(
                stores.providerConfigs(), stores.gateways(), catalog, live, clock, UUID::randomUUID);
        liveRoutes = new LiveRoutes(stores.routes(), catalog, live);
        belongings.addAll(List.of(customDomains, providerConfigs, liveRoutes));
        gateways = new ManageGateways(stores.gateways(), belongings, live, clock, random);
        logs = new ManageLogs(stores.logs(), queue);
        routes = new ManageRoutes(stores.routes(), stores.gateways(), catalog, liveRoutes, clock, UUID::randomUUID);
        routeVersions = new ManageRouteVersions(
                stores.routes(), stores.gateways(), catalog, liveRoutes, clock, UUID::randomUUID);
        accounts = new ManageAccounts(stores.accounts(), clock);
        tokens = new ManageTokens(stores.access(), accounts, live::refreshTokens, clock, random);
        datasets = new ManageDatasets(stores.datasets(), stores.gateways(), clock, UUID::randomUUID);
        evaluationRunner = new RunEvaluations(
                stores.evaluations(),
                stores.logs(),
                clock,
                UUID::randomUUID,
                failure -> LOG.error("evaluations cannot be worked off; they wait and are tried again", failure));
        evaluations = new ManageEvaluations(
                stores.evaluations(),
                stores.datasets(),
                stores.gateways(),
                clock,
                UUID::randomUUID,
                evaluationRunner::wake);
    }

    ManageGateways gateways() {
        return gateways;
    }

    ManageAccounts accounts() {
        return accounts;
    }

    ManageTokens tokens() {
        return tokens;
    }

    ManageLogs logs() {
        return logs;
    }

    ManageProviderConfigs providerConfigs() {
        return providerConfigs;
    }

    ManageDatasets datasets() {
        return datasets;
    }

    ManageEvaluations evaluations() {
        return evaluations;
    }

    /** What works evaluations off. Whoever starts it closes it. */
    RunEvaluations evaluationRunner() {
        return evaluationRunner;
    }

    ManageRoutes routes() {
        return routes;
    }

    ManageRouteVersions routeVersions() {
        return routeVersions;
    }

    ManageCustomProviders customProviders() {
        return customProviders;
    }

    ManageCustomCosts customCosts() {
        return customCosts;
    }

    ManageCustomDomains customDomains() {
        return customDomains;
    }

    /** Lets traffic know what is kept beside gateways and tokens. */
    void refresh() {
        customProviders.refresh();
        customDomains.refresh();
        providerConfigs.refresh();
        liveRoutes.refresh();
    }
}
