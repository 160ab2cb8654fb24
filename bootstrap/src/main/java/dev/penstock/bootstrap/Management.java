package dev.penstock.bootstrap;

import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.gateway.ManageGateways;
import dev.penstock.application.log.LogQueue;
import dev.penstock.application.log.ManageLogs;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** The use cases of management, wired by hand. All of them block. */
final class Management {
    private final ManageGateways gateways;
    private final ManageLogs logs;

    Management(Stores stores, LiveSettings live, LogQueue queue, InstantSource clock, SecureRandom random) {
        gateways = new ManageGateways(stores.gateways(), List.of(stores.logs()), live, clock, random);
        logs = new ManageLogs(stores.logs(), queue);
    }

    ManageGateways gateways() {
        return gateways;
    }

    ManageLogs logs() {
        return logs;
    }
}
