package dev.penstock.bootstrap;

import dev.penstock.application.customdomain.ManageCustomDomains;
import dev.penstock.application.customprovider.ManageCustomCosts;
import dev.penstock.application.customprovider.ManageCustomProviders;
import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.gateway.ManageGateways;
import dev.penstock.application.log.BrowseLogs;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** The use cases of management, wired by hand. All of them block. */
final class Management {
    private final ManageGateways gateways;
    private final BrowseLogs logs;
    private final ManageCustomProviders customProviders;
    private final ManageCustomCosts customCosts;
    private final ManageCustomDomains customDomains;

    Management(Stores stores, LiveSettings live, InstantSource clock, SecureRandom random) {
        customProviders = new ManageCustomProviders(
                stores.customProviders(), stores.customCosts(), live, clock, UUID::randomUUID);
        customCosts = new ManageCustomCosts(
                stores.customCosts(), stores.customProviders(), customProviders, clock, UUID::randomUUID);
        customDomains = new ManageCustomDomains(stores.customDomains(), stores.gateways(), live, clock);
        gateways = new ManageGateways(stores.gateways(), List.of(stores.logs(), customDomains), live, clock, random);
        logs = new BrowseLogs(stores.logs());
    }

    ManageGateways gateways() {
        return gateways;
    }

    BrowseLogs logs() {
        return logs;
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
    }
}
