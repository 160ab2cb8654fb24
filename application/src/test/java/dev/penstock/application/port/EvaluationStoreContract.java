package dev.penstock.application.port;

import static dev.penstock.application.port.SampleDatasets.dataset;
import static dev.penstock.application.port.SampleDatasets.filter;
import static dev.penstock.application.port.SampleEvaluations.evaluation;
import static dev.penstock.application.port.SampleEvaluations.finished;
import static dev.penstock.application.port.SampleEvaluations.key;
import static dev.penstock.application.port.SampleEvaluations.underWay;
import static dev.penstock.application.port.SampleLogs.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.evaluation.Evaluation;
import dev.penstock.domain.evaluation.EvaluationQuery;
import dev.penstock.domain.page.PageRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link EvaluationStore} does. */
public interface EvaluationStoreContract {
    /** The store under test, empty at first and the same throughout one test. */
    EvaluationStore evaluations();

    @Test
    default void finds_what_was_inserted_with_its_datasets_as_they_were() {
        Evaluation evaluation = evaluation(
                1,
                "a",
                dataset(1, "one", true, filter("model", "eq", "x", "\"")),
                dataset(2, "two", false, filter("success", "eq", "true", true)));

        assertThat(evaluations().insert(evaluation)).isTrue();

        assertThat(evaluations().find(evaluation.key())).contains(evaluation);
        assertThat(evaluations().find(key(GATEWAY, 2))).isEmpty();
        assertThat(evaluations().find(key(SampleGateways.address("other"), 1))).isEmpty();
    }

    @Test
    default void keeps_how_far_it_has_come_at_every_stage() {
        Evaluation begun = evaluation(1, "a", dataset(1, "one", true));
        evaluations().insert(begun);

        for (Evaluation next : List.of(underWay(begun, 1), underWay(underWay(begun, 2), 3), finished(begun))) {
            assertThat(evaluations().advance(next)).isTrue();

            assertThat(evaluations().find(begun.key())).contains(next);
        }
    }

    @Test
    default void keeps_no_progress_of_what_is_gone_or_finished() {
        Evaluation begun = evaluation(1, "a");
        evaluations().insert(begun);
        Evaluation end = finished(begun);
        evaluations().advance(end);

        assertThat(evaluations().advance(underWay(begun, 1))).isFalse();
        assertThat(evaluations().advance(underWay(evaluation(2, "b"), 1))).isFalse();

        assertThat(found(null, null, null)).containsExactly(end);
    }

    @Test
    default void refuses_a_taken_name_or_key_and_keeps_what_is_there() {
        Evaluation first = evaluation(1, "a");
        evaluations().insert(first);

        assertThat(evaluations().insert(evaluation(2, "a"))).isFalse();
        assertThat(evaluations().insert(evaluation(1, "b"))).isFalse();
        assertThat(evaluations().insert(evaluation(SampleGateways.address("other"), 1, "a")))
                .isTrue();
        assertThat(found(null, null, null)).containsExactly(first);
    }

    @Test
    default void hands_out_the_oldest_that_is_not_finished() {
        Evaluation oldest = evaluation(1, "a");
        Evaluation elsewhere = evaluation(SampleGateways.address("other"), 2, "b");
        Evaluation youngest = evaluation(3, "c");
        List.of(youngest, oldest, elsewhere).forEach(evaluations()::insert);

        assertThat(evaluations().nextUnfinished()).contains(oldest);
        evaluations().advance(finished(oldest));
        assertThat(evaluations().nextUnfinished()).contains(elsewhere);
        evaluations().remove(elsewhere.key());
        assertThat(evaluations().nextUnfinished()).contains(youngest);
        evaluations().advance(finished(youngest));
        assertThat(evaluations().nextUnfinished()).isEmpty();
    }

    @Test
    default void forgets_what_is_removed_and_answers_it() {
        Evaluation gone = underWay(evaluation(1, "a", dataset(1, "one", true)), 1);
        evaluations().insert(gone);

        assertThat(evaluations().remove(gone.key())).contains(gone);

        assertThat(evaluations().remove(gone.key())).isEmpty();
        assertThat(evaluations().insert(gone)).isTrue();
    }

    @Test
    default void forgets_everything_about_one_gateway_only() {
        Evaluation other = evaluation(SampleGateways.address("other"), 1, "a");
        evaluations().insert(evaluation(1, "a"));
        evaluations().insert(evaluation(2, "b"));
        evaluations().insert(other);

        evaluations().removeAll(GATEWAY);

        assertThat(found(null, null, null)).isEmpty();
        assertThat(evaluations().find(other.key())).contains(other);
    }

    @Test
    default void lists_the_oldest_first_and_pages_to_the_end_and_past_it() {
        for (int i : List.of(3, 0, 4, 1, 2)) {
            evaluations().insert(evaluation(i, "n" + (9 - i)));
        }

        assertThat(page(1, 2)).containsExactly(evaluation(0, "n9"), evaluation(1, "n8"));
        assertThat(page(3, 2)).containsExactly(evaluation(4, "n5"));
        assertThat(page(4, 2)).isEmpty();
        assertThat(page(Integer.MAX_VALUE, Integer.MAX_VALUE)).isEmpty();
        assertThat(evaluations()
                        .list(EvaluationQuery.all(GATEWAY, new PageRequest(4, 2)))
                        .total())
                .isEqualTo(5);
    }

    @Test
    default void finds_by_name_id_and_whether_it_is_processed() {
        Evaluation done = finished(evaluation(1, "my_first"));
        Evaluation open = underWay(evaluation(2, "myfirst"), 1);
        evaluations().insert(done);
        evaluations().insert(open);

        assertThat(found("y_f", null, null)).containsExactly(done);
        assertThat(found("first", false, null)).containsExactly(open);
        assertThat(found(null, true, null)).containsExactly(done);
        assertThat(found(null, null, open.id().toString().substring(9))).containsExactly(open);
        assertThat(found(null, null, "my_")).containsExactly(done);
        assertThat(found("FIRST", null, null)).isEmpty();
        assertThat(found("", null, "")).hasSize(2);
    }

    @Test
    default void lets_one_of_several_inserts_at_once_win() {
        List<Boolean> inserted = AtOnce.run(8, i -> evaluations().insert(evaluation(i, "same")));

        assertThat(inserted).containsOnlyOnce(true);
        assertThat(page(1, 100)).hasSize(1);
    }

    private List<Evaluation> page(int number, int size) {
        return evaluations()
                .list(EvaluationQuery.all(GATEWAY, new PageRequest(number, size)))
                .items();
    }

    private List<Evaluation> found(@Nullable String name, @Nullable Boolean processed, @Nullable String search) {
        return evaluations()
                .list(new EvaluationQuery(GATEWAY, name, processed, search, new PageRequest(1, 100)))
                .items();
    }
}
