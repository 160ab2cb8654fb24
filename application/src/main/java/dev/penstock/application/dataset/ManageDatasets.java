package dev.penstock.application.dataset;

import dev.penstock.application.port.DatasetStore;
import dev.penstock.application.port.GatewayStore;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.dataset.Dataset;
import dev.penstock.domain.dataset.DatasetDraft;
import dev.penstock.domain.dataset.DatasetId;
import dev.penstock.domain.dataset.DatasetKey;
import dev.penstock.domain.dataset.DatasetQuery;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.validation.Path;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** Creates, replaces, finds, lists and removes the datasets of gateways. */
public final class ManageDatasets {
    private final DatasetStore store;
    private final GatewayStore gateways;
    private final InstantSource clock;
    private final Supplier<UUID> newIds;

    public ManageDatasets(DatasetStore store, GatewayStore gateways, InstantSource clock, Supplier<UUID> newIds) {
        this.store = store;
        this.gateways = gateways;
        this.clock = clock;
        this.newIds = newIds;
    }

    public Dataset create(GatewayAddress gateway, DatasetDraft draft) {
        requireGateway(gateway);
        DatasetKey key = new DatasetKey(gateway, new DatasetId(newIds.get()));
        Dataset dataset = ProblemException.orThrow(Dataset.define(key, draft, clock.instant()));
        if (!store.insert(dataset)) {
            throw nameTaken(dataset);
        }
        if (gateways.find(gateway).isEmpty()) {
            // The gateway was removed meanwhile, perhaps after its datasets were.
            store.remove(key);
            throw ProblemException.notFound(Problem.Thing.GATEWAY);
        }
        return dataset;
    }

    /** Replaces name, switch and filters of a dataset. Evaluations keep it as it was when they were created. */
    public Dataset replace(DatasetKey key, DatasetDraft draft) {
        while (true) {
            Dataset current = find(key);
            Dataset next = ProblemException.orThrow(current.redefine(draft, clock.instant()));
            switch (store.replace(current, next)) {
                case DONE -> {
                    return next;
                }
                case NAME_TAKEN -> throw nameTaken(next);
                case CHANGED_MEANWHILE -> {
                    // Somebody was faster: this wish goes on top of theirs.
                }
            }
        }
    }

    public Dataset find(DatasetKey key) {
        return store.find(key).orElseThrow(() -> ProblemException.notFound(Problem.Thing.DATASET));
    }

    /** In the order in which they were created. A gateway that is not there is not found. */
    public Page<Dataset> list(DatasetQuery query) {
        requireGateway(query.gateway());
        return store.list(query);
    }

    public Dataset remove(DatasetKey key) {
        return store.remove(key).orElseThrow(() -> ProblemException.notFound(Problem.Thing.DATASET));
    }

    private void requireGateway(GatewayAddress gateway) {
        if (gateways.find(gateway).isEmpty()) {
            throw ProblemException.notFound(Problem.Thing.GATEWAY);
        }
    }

    private static ProblemException nameTaken(Dataset dataset) {
        return new ProblemException(new Problem.AlreadyExists(
                Problem.Thing.DATASET,
                Path.of("name"),
                "A dataset named '%s' already exists".formatted(dataset.name())));
    }
}
