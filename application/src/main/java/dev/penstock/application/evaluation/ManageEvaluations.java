package dev.penstock.application.evaluation;

import dev.penstock.application.port.DatasetStore;
import dev.penstock.application.port.EvaluationStore;
import dev.penstock.application.port.GatewayStore;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.dataset.DatasetKey;
import dev.penstock.domain.evaluation.Evaluation;
import dev.penstock.domain.evaluation.EvaluationDraft;
import dev.penstock.domain.evaluation.EvaluationId;
import dev.penstock.domain.evaluation.EvaluationKey;
import dev.penstock.domain.evaluation.EvaluationQuery;
import dev.penstock.domain.evaluation.EvaluationType;
import dev.penstock.domain.evaluation.EvaluationTypeOrder;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.validation.Path;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** Creates, finds, lists and removes the evaluations of gateways. Somebody else works them off. */
public final class ManageEvaluations {
    private final EvaluationStore store;
    private final DatasetStore datasets;
    private final GatewayStore gateways;
    private final InstantSource clock;
    private final Supplier<UUID> newIds;
    private final Runnable whenCreated;

    /**
     * @param whenCreated hears that there is something to work off
     */
    public ManageEvaluations(
            EvaluationStore store,
            DatasetStore datasets,
            GatewayStore gateways,
            InstantSource clock,
            Supplier<UUID> newIds,
            Runnable whenCreated) {
        this.store = store;
        this.datasets = datasets;
        this.gateways = gateways;
        this.clock = clock;
        this.newIds = newIds;
        this.whenCreated = whenCreated;
    }

    public Evaluation create(GatewayAddress gateway, EvaluationDraft draft) {
        requireGateway(gateway);
        EvaluationKey key = new EvaluationKey(gateway, new EvaluationId(newIds.get()));
        Evaluation evaluation = ProblemException.orThrow(Evaluation.define(
                key, draft, dataset -> datasets.find(new DatasetKey(gateway, dataset)), clock.instant()));
        if (!store.insert(evaluation)) {
            throw new ProblemException(new Problem.AlreadyExists(
                    Problem.Thing.EVALUATION,
                    Path.of("name"),
                    "An evaluation named '%s' already exists".formatted(evaluation.name())));
        }
        if (gateways.find(gateway).isEmpty()) {
            // The gateway was removed meanwhile, perhaps after its evaluations were.
            store.remove(key);
            throw ProblemException.notFound(Problem.Thing.GATEWAY);
        }
        whenCreated.run();
        return evaluation;
    }

    public Evaluation find(EvaluationKey key) {
        return store.find(key).orElseThrow(() -> ProblemException.notFound(Problem.Thing.EVALUATION));
    }

    /** In the order in which they were created. A gateway that is not there has none. */
    public Page<Evaluation> list(EvaluationQuery query) {
        return store.list(query);
    }

    /** Removes an evaluation. If it is being worked on, that stops soon. */
    public Evaluation remove(EvaluationKey key) {
        return store.remove(key).orElseThrow(() -> ProblemException.notFound(Problem.Thing.EVALUATION));
    }

    /** What evaluations can find out. */
    public Page<EvaluationType> types(EvaluationTypeOrder order, PageRequest page) {
        return Page.of(order.sorted(), page);
    }

    private void requireGateway(GatewayAddress gateway) {
        if (gateways.find(gateway).isEmpty()) {
            throw ProblemException.notFound(Problem.Thing.GATEWAY);
        }
    }
}
