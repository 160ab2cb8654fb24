package dev.penstock.storage.memory;

import static dev.penstock.application.port.SampleDatasets.filter;
import static dev.penstock.application.port.SampleLogs.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.application.dataset.ManageDatasets;
import dev.penstock.application.port.AtOnce;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.dataset.Dataset;
import dev.penstock.domain.dataset.DatasetDraft;
import dev.penstock.domain.dataset.DatasetId;
import dev.penstock.domain.dataset.DatasetKey;
import dev.penstock.domain.dataset.DatasetQuery;
import dev.penstock.domain.page.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ManageDatasetsTest {
    private static final DatasetQuery ALL = DatasetQuery.all(GATEWAY, new PageRequest(1, 100));

    private final MemoryGatewayStore gateways = new MemoryGatewayStore();
    private final MemoryDatasetStore store = new MemoryDatasetStore();
    private final AtomicReference<Instant> now = new AtomicReference<>(SampleGateways.CREATED);
    private final ManageDatasets datasets = new ManageDatasets(store, gateways, now::get, UUID::randomUUID);

    ManageDatasetsTest() {
        gateways.insert(SampleGateways.plain("logs"));
    }

    @Test
    void creates_and_finds_a_dataset() {
        Dataset made = datasets.create(GATEWAY, draft("a"));

        assertThat(datasets.find(made.key())).isEqualTo(made);
        assertThat(datasets.list(ALL).items()).containsExactly(made);
        assertThat(made.createdAt()).isEqualTo(SampleGateways.CREATED);
    }

    @Test
    void refuses_a_taken_name_on_creation_and_on_renaming_and_changes_nothing() {
        Dataset one = datasets.create(GATEWAY, draft("a"));
        now.set(SampleGateways.CREATED.plusSeconds(1));
        Dataset other = datasets.create(GATEWAY, draft("b"));

        for (ThrowingCallable deed : List.<ThrowingCallable>of(
                () -> datasets.create(GATEWAY, draft("a")), () -> datasets.replace(other.key(), draft("a")))) {
            assertThat(problemOf(deed)).isInstanceOfSatisfying(Problem.AlreadyExists.class, taken -> {
                assertThat(taken.at()).hasToString("name");
                assertThat(taken.message()).contains("already exists");
            });
        }
        assertThat(datasets.list(ALL).items()).containsExactly(one, other);
    }

    @Test
    void refuses_what_is_wrong_and_changes_nothing() {
        Dataset kept = datasets.create(GATEWAY, draft("a"));
        DatasetDraft wrong = new DatasetDraft(null, true, List.of(filter("cost", "eq", "cheap")));

        assertThat(problemOf(() -> datasets.create(GATEWAY, wrong)))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        invalid -> assertThat(invalid.violations()).hasSize(2));
        assertThat(problemOf(() -> datasets.replace(kept.key(), wrong))).isInstanceOf(Problem.Invalid.class);
        assertThat(datasets.list(ALL).items()).containsExactly(kept);
    }

    @Test
    void does_not_find_what_is_not_there() {
        DatasetKey nobody = new DatasetKey(GATEWAY, new DatasetId(new UUID(1, 1)));
        Problem notFound = new Problem.NotFound(Problem.Thing.DATASET);

        assertThat(problemOf(() -> datasets.find(nobody))).isEqualTo(notFound);
        assertThat(problemOf(() -> datasets.remove(nobody))).isEqualTo(notFound);
        assertThat(problemOf(() -> datasets.replace(nobody, draft("a")))).isEqualTo(notFound);
    }

    @Test
    void does_not_find_a_gateway_that_is_not_there() {
        gateways.remove(GATEWAY);
        Problem notFound = new Problem.NotFound(Problem.Thing.GATEWAY);

        assertThat(problemOf(() -> datasets.create(GATEWAY, draft("a")))).isEqualTo(notFound);
        assertThat(problemOf(() -> datasets.list(ALL))).isEqualTo(notFound);
    }

    @Test
    void leaves_nothing_behind_when_the_gateway_goes_meanwhile() {
        ManageDatasets slow = new ManageDatasets(store, gateways, now::get, () -> {
            gateways.remove(GATEWAY);
            return new UUID(1, 1);
        });

        assertThat(problemOf(() -> slow.create(GATEWAY, draft("a"))))
                .isEqualTo(new Problem.NotFound(Problem.Thing.GATEWAY));

        assertThat(store.list(ALL).items()).isEmpty();
    }

    @Test
    void replaces_one_after_the_other_when_several_do_at_once() {
        Dataset made = datasets.create(GATEWAY, draft("a"));

        AtOnce.run(8, i -> datasets.replace(made.key(), draft("n" + i)));

        assertThat(datasets.find(made.key()).name()).startsWith("n");
        assertThat(datasets.list(ALL).total()).isEqualTo(1);
    }

    private static DatasetDraft draft(String name) {
        return new DatasetDraft(name, true, List.of(filter("model", "eq", "x")));
    }

    private static Problem problemOf(ThrowingCallable deed) {
        AtomicReference<Problem> problem = new AtomicReference<>();
        assertThatThrownBy(deed).isInstanceOfSatisfying(ProblemException.class, e -> problem.set(e.problem()));
        return problem.get();
    }
}
