package dev.penstock.storage.memory;

import static dev.penstock.application.port.SampleDatasets.everything;
import static dev.penstock.application.port.SampleLogs.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.application.evaluation.ManageEvaluations;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.dataset.Dataset;
import dev.penstock.domain.evaluation.Evaluation;
import dev.penstock.domain.evaluation.EvaluationDraft;
import dev.penstock.domain.evaluation.EvaluationQuery;
import dev.penstock.domain.evaluation.EvaluationType;
import dev.penstock.domain.evaluation.EvaluationTypeOrder;
import dev.penstock.domain.page.PageRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ManageEvaluationsTest {
    private static final EvaluationQuery ALL = EvaluationQuery.all(GATEWAY, new PageRequest(1, 100));
    private static final Dataset DATASET = everything(GATEWAY, 1, "all");

    private final MemoryGatewayStore gateways = new MemoryGatewayStore();
    private final MemoryDatasetStore datasets = new MemoryDatasetStore();
    private final MemoryEvaluationStore store = new MemoryEvaluationStore();
    private final AtomicInteger created = new AtomicInteger();
    private final ManageEvaluations evaluations = managing(UUID::randomUUID);

    ManageEvaluationsTest() {
        gateways.insert(SampleGateways.plain("logs"));
        datasets.insert(DATASET);
    }

    private ManageEvaluations managing(Supplier<UUID> newIds) {
        return new ManageEvaluations(
                store,
                datasets,
                gateways,
                InstantSource.fixed(SampleGateways.CREATED),
                newIds,
                created::incrementAndGet);
    }

    @Test
    void creates_an_evaluation_and_says_so_to_whoever_works_it_off() {
        Evaluation made = evaluations.create(GATEWAY, draft("a"));

        assertThat(evaluations.find(made.key())).isEqualTo(made);
        assertThat(made.processed()).isFalse();
        assertThat(created).hasValue(1);
    }

    @Test
    void keeps_the_datasets_as_they_were() {
        Evaluation made = evaluations.create(GATEWAY, draft("a"));

        datasets.remove(DATASET.key());

        assertThat(evaluations.find(made.key()).datasets()).containsExactly(DATASET);
    }

    @Test
    void knows_the_datasets_of_its_own_gateway_only() {
        Dataset other = everything(SampleGateways.address("other"), 2, "other");
        datasets.insert(other);
        EvaluationDraft draft = new EvaluationDraft("a", List.of(other.id().toString()), List.of());

        assertThat(problemOf(() -> evaluations.create(GATEWAY, draft)))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .singleElement()
                                .satisfies(wrong -> {
                                    assertThat(wrong.path()).hasToString("dataset_ids[0]");
                                    assertThat(wrong.message()).contains("was not found");
                                }));
        assertThat(created).hasValue(0);
    }

    @Test
    void refuses_a_taken_name() {
        evaluations.create(GATEWAY, draft("a"));

        assertThat(problemOf(() -> evaluations.create(GATEWAY, draft("a"))))
                .isInstanceOfSatisfying(
                        Problem.AlreadyExists.class,
                        taken -> assertThat(taken.message()).contains("already exists"));
        assertThat(evaluations.list(ALL).total()).isEqualTo(1);
    }

    @Test
    void does_not_find_what_is_not_there() {
        Evaluation made = evaluations.create(GATEWAY, draft("a"));
        evaluations.remove(made.key());
        Problem notFound = new Problem.NotFound(Problem.Thing.EVALUATION);

        assertThat(problemOf(() -> evaluations.find(made.key()))).isEqualTo(notFound);
        assertThat(problemOf(() -> evaluations.remove(made.key()))).isEqualTo(notFound);
    }

    @Test
    void does_not_find_a_missing_gateway_to_create_at_but_lists_nothing_there() {
        gateways.remove(GATEWAY);

        assertThat(problemOf(() -> evaluations.create(GATEWAY, draft("a"))))
                .isEqualTo(new Problem.NotFound(Problem.Thing.GATEWAY));
        assertThat(evaluations.list(ALL).items()).isEmpty();
    }

    @Test
    void leaves_nothing_behind_when_the_gateway_goes_meanwhile() {
        ManageEvaluations slow = managing(() -> {
            gateways.remove(GATEWAY);
            return new UUID(1, 1);
        });

        assertThat(problemOf(() -> slow.create(GATEWAY, draft("a"))))
                .isEqualTo(new Problem.NotFound(Problem.Thing.GATEWAY));

        assertThat(store.list(ALL).items()).isEmpty();
        assertThat(created).hasValue(0);
    }

    @Test
    void pages_through_the_types() {
        EvaluationTypeOrder order = new EvaluationTypeOrder("mandatory", true);

        assertThat(evaluations.types(order, new PageRequest(1, 2)).items())
                .containsExactly(EvaluationType.COST, EvaluationType.SPEED);
        assertThat(evaluations.types(order, new PageRequest(3, 2)).items()).isEmpty();
        assertThat(evaluations.types(order, new PageRequest(3, 2)).total()).isEqualTo(3);
    }

    private static EvaluationDraft draft(String name) {
        return new EvaluationDraft(
                name,
                List.of(DATASET.id().toString()),
                List.of(EvaluationType.COST.id().toString()));
    }

    private static Problem problemOf(ThrowingCallable deed) {
        AtomicReference<Problem> problem = new AtomicReference<>();
        assertThatThrownBy(deed).isInstanceOfSatisfying(ProblemException.class, e -> problem.set(e.problem()));
        return problem.get();
    }
}
