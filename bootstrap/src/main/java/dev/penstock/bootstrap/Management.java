package dev.penstock.bootstrap;

import dev.penstock.application.account.ManageAccounts;
import dev.penstock.application.account.ManageTokens;
import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.gateway.ManageGateways;
import dev.penstock.application.log.BrowseLogs;
import dev.penstock.application.route.ManageRouteVersions;
import dev.penstock.application.route.ManageRoutes;
import dev.penstock.domain.provider.ProviderCatalog;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** The use cases of management, wired by hand. All of them block. */
final class Management {
    private final ManageGateways gateways;
    private final BrowseLogs logs;
    private final ManageRoutes routes;
    private final ManageRouteVersions routeVersions;
    private final ManageAccounts accounts;
    private final ManageTokens tokens;

    Management(Stores stores, LiveSettings live, ProviderCatalog catalog, InstantSource clock, SecureRandom random) {
        gateways = new ManageGateways(stores.gateways(), List.of(stores.logs(), stores.routes()), live, clock, random);
        logs = new BrowseLogs(stores.logs());
        routes = new ManageRoutes(stores.routes(), stores.gateways(), catalog, clock, UUID::randomUUID);
        routeVersions = new ManageRouteVersions(stores.routes(), stores.gateways(), catalog, clock, UUID::randomUUID);
        accounts = new ManageAccounts(stores.accounts(), clock);
        tokens = new ManageTokens(stores.access(), accounts, live::refreshTokens, clock, random);
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

    BrowseLogs logs() {
        return logs;
    }

    ManageRoutes routes() {
        return routes;
    }

    ManageRouteVersions routeVersions() {
        return routeVersions;
    }
}
