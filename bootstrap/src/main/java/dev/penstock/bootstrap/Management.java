package dev.penstock.bootstrap;

import dev.penstock.application.dataset.ManageDatasets;
import dev.penstock.application.evaluation.ManageEvaluations;
import dev.penstock.application.evaluation.RunEvaluations;
import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.gateway.ManageGateways;
import dev.penstock.application.log.BrowseLogs;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The use cases of management, wired by hand. All of them block. */
final class Management {
    private static final Logger LOG = LoggerFactory.getLogger(Management.class);

    private final ManageGateways gateways;
    private final BrowseLogs logs;
    private final ManageDatasets datasets;
    private final ManageEvaluations evaluations;
    private final RunEvaluations evaluationRunner;

    Management(Stores stores, LiveSettings live, InstantSource clock, SecureRandom random) {
        gateways = new ManageGateways(
                stores.gateways(),
                List.of(stores.logs(), stores.datasets(), stores.evaluations()),
                live,
                clock,
                random);
        logs = new BrowseLogs(stores.logs());
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

    BrowseLogs logs() {
        return logs;
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
}
