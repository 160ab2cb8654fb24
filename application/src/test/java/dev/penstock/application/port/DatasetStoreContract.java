package dev.penstock.application.port;

import static dev.penstock.application.port.SampleDatasets.dataset;
import static dev.penstock.application.port.SampleDatasets.everything;
import static dev.penstock.application.port.SampleDatasets.filter;
import static dev.penstock.application.port.SampleLogs.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.DatasetStore.Replacement;
import dev.penstock.domain.dataset.Dataset;
import dev.penstock.domain.dataset.DatasetKey;
import dev.penstock.domain.dataset.DatasetQuery;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.PageRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link DatasetStore} does. */
public interface DatasetStoreContract {
    /** The store under test, empty at first and the same throughout one test. */
    DatasetStore datasets();

    @ParameterizedTest
    @ValueSource(longs = {1, 2026, 42_000_017})
    default void finds_what_was_inserted_as_it_was_sent(long seed) {
        SampleDatasets samples = new SampleDatasets(seed);
        for (int i = 0; i < 100; i++) {
            Dataset dataset = samples.dataset(i);

            assertThat(datasets().insert(dataset)).isTrue();

            assertThat(datasets().find(dataset.key())).as("seed %d", seed).contains(dataset);
        }
    }

    @Test
    default void keeps_every_way_of_writing_a_value_apart() {
        Dataset dataset = dataset(
                1,
                "values",
                true,
                filter("success", "eq", "true", true, BigDecimal.ONE, "1"),
                filter("cost", "gt", "1.50", new BigDecimal("1.50"), new BigDecimal("0.1234567890123456789")),
                filter("tokens", "lt", new BigDecimal("123456789012345678901234567890"), new BigDecimal("1E+3")));

        datasets().insert(dataset);

        assertThat(datasets().find(dataset.key())).contains(dataset);
    }

    @Test
    default void finds_nothing_that_was_not_inserted() {
        datasets().insert(dataset(1, "a", true));

        assertThat(datasets().find(SampleDatasets.key(GATEWAY, 2))).isEmpty();
        assertThat(datasets().find(SampleDatasets.key(SampleGateways.address("other"), 1)))
                .isEmpty();
    }

    @Test
    default void refuses_a_taken_name_or_key_and_keeps_what_is_there() {
        Dataset first = dataset(1, "a", true);
        datasets().insert(first);

        assertThat(datasets().insert(dataset(2, "a", false))).isFalse();
        assertThat(datasets().insert(dataset(1, "b", false))).isFalse();
        assertThat(all()).containsExactly(first);
    }

    @Test
    default void keeps_the_same_name_at_two_gateways_and_in_two_spellings_apart() {
        GatewayAddress other = SampleGateways.address("other");

        assertThat(datasets().insert(dataset(1, "a", true))).isTrue();
        assertThat(datasets().insert(everything(other, 1, "a"))).isTrue();
        assertThat(datasets().insert(dataset(2, "A", true))).isTrue();

        assertThat(all()).hasSize(2);
    }

    @Test
    default void replaces_everything_but_the_key() {
        Dataset current = dataset(1, "a", true, filter("model", "eq", "x"));
        datasets().insert(current);
        Dataset next = dataset(1, "b", false, filter("cost", "gt", BigDecimal.ONE));

        assertThat(datasets().replace(current, next)).isEqualTo(Replacement.DONE);

        assertThat(all()).containsExactly(next);
    }

    @Test
    default void may_keep_its_own_name() {
        Dataset current = dataset(1, "a", true);
        datasets().insert(current);

        assertThat(datasets().replace(current, dataset(1, "a", false))).isEqualTo(Replacement.DONE);
    }

    @Test
    default void refuses_to_rename_onto_another() {
        Dataset one = dataset(1, "a", true);
        Dataset other = dataset(2, "b", true);
        datasets().insert(one);
        datasets().insert(other);

        assertThat(datasets().replace(other, dataset(2, "a", true))).isEqualTo(Replacement.NAME_TAKEN);

        assertThat(all()).containsExactly(one, other);
    }

    @Test
    default void refuses_to_replace_what_has_changed_or_gone() {
        Dataset stale = dataset(1, "a", true);
        Dataset kept = dataset(1, "b", true);
        datasets().insert(kept);

        assertThat(datasets().replace(stale, dataset(1, "c", true))).isEqualTo(Replacement.CHANGED_MEANWHILE);
        assertThat(datasets().replace(dataset(2, "x", true), dataset(2, "y", true)))
                .isEqualTo(Replacement.CHANGED_MEANWHILE);

        assertThat(all()).containsExactly(kept);
    }

    @Test
    default void forgets_what_is_removed_and_answers_it() {
        Dataset gone = dataset(1, "a", true, filter("model", "eq", "x"));
        datasets().insert(gone);

        assertThat(datasets().remove(gone.key())).contains(gone);

        assertThat(datasets().remove(gone.key())).isEmpty();
        assertThat(datasets().insert(gone)).isTrue();
    }

    @Test
    default void forgets_everything_about_one_gateway_only() {
        Dataset other = everything(SampleGateways.address("other"), 1, "a");
        datasets().insert(dataset(1, "a", true));
        datasets().insert(dataset(2, "b", true));
        datasets().insert(other);

        datasets().removeAll(GATEWAY);

        assertThat(all()).isEmpty();
        assertThat(datasets().find(other.key())).contains(other);
    }

    @Test
    default void lists_the_oldest_first_and_pages_to_the_end_and_past_it() {
        List<Dataset> five = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            five.add(dataset(i, "n" + (9 - i), true));
        }
        List<Dataset> shuffled = new ArrayList<>(five);
        Collections.shuffle(shuffled, new Random(1));
        shuffled.forEach(datasets()::insert);

        assertThat(page(1, 2)).containsExactly(five.get(0), five.get(1));
        assertThat(page(3, 2)).containsExactly(five.get(4));
        assertThat(page(4, 2)).isEmpty();
        assertThat(page(Integer.MAX_VALUE, Integer.MAX_VALUE)).isEmpty();
        assertThat(datasets()
                        .list(DatasetQuery.all(GATEWAY, new PageRequest(4, 2)))
                        .total())
                .isEqualTo(5);
    }

    @Test
    default void finds_by_name_switch_id_and_filters_and_takes_text_as_it_is() {
        Dataset cheap = dataset(1, "my_cheap", true, filter("cost", "lt", new BigDecimal("0.5")));
        Dataset dear = dataset(2, "mycheap", false, filter("model", "eq", "it's 50%"));
        datasets().insert(cheap);
        datasets().insert(dear);

        assertThat(found("y_c", null, null)).containsExactly(cheap);
        assertThat(found("CHEAP", null, null)).isEmpty();
        assertThat(found("cheap", false, null)).containsExactly(dear);
        assertThat(found(null, true, null)).containsExactly(cheap);
        assertThat(found(null, null, "50%")).containsExactly(dear);
        assertThat(found(null, null, "\"operator\":\"lt\",\"value\":[0.5]")).containsExactly(cheap);
        assertThat(found(null, null, dear.id().toString().substring(3))).containsExactly(dear);
        assertThat(found(null, null, "my_")).containsExactly(cheap);
        assertThat(found("", null, "")).hasSize(2);
    }

    /** The law: a store lists what {@link DatasetQuery#selects} says. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2026})
    default void lists_what_the_query_says(long seed) {
        List<Dataset> kept = new ArrayList<>();
        SampleDatasets samples = new SampleDatasets(seed);
        for (int i = 0; i < 60; i++) {
            kept.add(samples.dataset(i));
            datasets().insert(kept.get(i));
        }
        for (String text : List.of("1", "model", "gpt", "\"", "\\", "true", "\\u0001", "😀", "0.10", "[]", "eq")) {
            DatasetQuery query = new DatasetQuery(GATEWAY, null, null, text, new PageRequest(1, 100));

            assertThat(datasets().list(query).items())
                    .as("%s of seed %d", text, seed)
                    .isEqualTo(kept.stream().filter(query::selects).toList());
        }
    }

    @Test
    default void lets_one_of_several_writers_at_once_win() {
        List<Boolean> inserted = AtOnce.run(8, i -> datasets().insert(dataset(i, "same", true)));
        Dataset current = all().get(0);
        DatasetKey key = current.key();
        List<Replacement> replaced = AtOnce.run(
                8,
                i -> datasets()
                        .replace(
                                current,
                                new Dataset(key, "n" + i, true, List.of(), current.createdAt(), current.modifiedAt())));

        assertThat(inserted).containsOnlyOnce(true);
        assertThat(replaced).containsOnlyOnce(Replacement.DONE);
        assertThat(all()).hasSize(1);
    }

    private List<Dataset> all() {
        return page(1, 100);
    }

    private List<Dataset> page(int number, int size) {
        return datasets()
                .list(DatasetQuery.all(GATEWAY, new PageRequest(number, size)))
                .items();
    }

    private List<Dataset> found(@Nullable String name, @Nullable Boolean enabled, @Nullable String search) {
        return datasets()
                .list(new DatasetQuery(GATEWAY, name, enabled, search, new PageRequest(1, 100)))
                .items();
    }
}
