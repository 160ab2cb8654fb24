package dev.penstock.storage.memory;

import dev.penstock.application.port.EvaluationStore;
import dev.penstock.domain.evaluation.Evaluation;
import dev.penstock.domain.evaluation.EvaluationKey;
import dev.penstock.domain.evaluation.EvaluationQuery;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.Page;
import java.util.Comparator;
import java.util.Optional;

/** Evaluations in a map. */
public final class MemoryEvaluationStore implements EvaluationStore {
    private static final Comparator<Evaluation> BY_AGE = Comparator.comparing(Evaluation::createdAt)
            .thenComparing(evaluation -> evaluation.id().toString());

    private final MemoryTable<EvaluationKey, Evaluation> evaluations = new MemoryTable<>();

    @Override
    public boolean insert(Evaluation evaluation) {
        return evaluations.insert(
                evaluation.key(),
                evaluation,
                other -> other.key().gateway().equals(evaluation.key().gateway())
                        && other.name().equals(evaluation.name()));
    }

    @Override
    public synchronized boolean advance(Evaluation evaluation) {
        Optional<Evaluation> kept = evaluations.find(evaluation.key());
        return kept.isPresent()
                && !kept.get().processed()
                && evaluations.replace(evaluation.key(), kept.get(), evaluation);
    }

    @Override
    public Optional<Evaluation> find(EvaluationKey key) {
        return evaluations.find(key);
    }

    @Override
    public Optional<Evaluation> remove(EvaluationKey key) {
        return evaluations.remove(key);
    }

    @Override
    public Page<Evaluation> list(EvaluationQuery query) {
        return evaluations.page(query::selects, BY_AGE, query.page());
    }

    @Override
    public Optional<Evaluation> nextUnfinished() {
        return evaluations.all().stream()
                .filter(evaluation -> !evaluation.processed())
                .min(BY_AGE);
    }

    @Override
    public void removeAll(GatewayAddress gateway) {
        evaluations.removeIf(evaluation -> evaluation.key().gateway().equals(gateway));
    }
}
