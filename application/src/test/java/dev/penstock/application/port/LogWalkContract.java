package dev.penstock.application.port;

import static dev.penstock.application.port.SampleLogs.GATEWAY;
import static dev.penstock.application.port.SampleLogs.entry;
import static dev.penstock.application.port.SampleLogs.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.dataset.Dataset;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogPlace;
import dev.penstock.domain.log.LogQuery;
import dev.penstock.domain.log.LogSelection;
import dev.penstock.domain.log.LogWalk;
import dev.penstock.domain.page.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How every {@link LogStore} is walked through. */
public interface LogWalkContract {
    LogSelection EVERYTHING = new LogSelection(List.of(List.of()));
    Instant THE_END = SampleLogs.START.plusSeconds(3600);

    /** As {@link LogStoreContract#logs}. */
    LogStore logs();

    @Test
    default void walks_from_the_oldest_on_whatever_the_order_they_came_in() {
        List<LogStore.Written> shuffled = new ArrayList<>(written(0, 7));
        Collections.shuffle(shuffled, new Random(1));
        logs().append(shuffled);

        LogWalk.Stretch first = stretch(null, 3);
        LogWalk.Stretch second = stretch(first.end(), 3);
        LogWalk.Stretch third = stretch(second.end(), 3);

        assertThat(first.entries()).containsExactly(entry(0), entry(1), entry(2));
        assertThat(second.entries()).containsExactly(entry(3), entry(4), entry(5));
        assertThat(third).isEqualTo(new LogWalk.Stretch(List.of(entry(6)), 1, null));
    }

    @Test
    default void ends_when_there_is_nothing_beyond() {
        logs().append(written(0, 2));

        LogWalk.Stretch all = stretch(null, 2);

        assertThat(all.end()).isEqualTo(LogPlace.of(entry(1)));
        assertThat(stretch(all.end(), 2)).isEqualTo(new LogWalk.Stretch(List.of(), 0, null));
        assertThat(logs().walk(new LogWalk(SampleGateways.address("nobody"), EVERYTHING, THE_END, null, 2)))
                .isEqualTo(new LogWalk.Stretch(List.of(), 0, null));
    }

    @Test
    default void looks_at_no_more_than_it_may_even_when_nothing_is_wanted() {
        logs().append(written(0, 5));

        LogWalk.Stretch stretch = logs().walk(new LogWalk(GATEWAY, new LogSelection(List.of()), THE_END, null, 3));

        assertThat(stretch).isEqualTo(new LogWalk.Stretch(List.of(), 3, LogPlace.of(entry(2))));
    }

    @Test
    default void looks_at_nothing_that_is_younger() {
        logs().append(written(0, 5));

        LogWalk.Stretch stretch =
                logs().walk(new LogWalk(GATEWAY, EVERYTHING, SampleLogs.START.plusMillis(2), null, 10));

        assertThat(stretch.entries()).containsExactly(entry(0), entry(1), entry(2));
        assertThat(stretch.looked()).isEqualTo(3);
    }

    @Test
    default void goes_on_when_entries_go_and_come_meanwhile() {
        logs().append(written(0, 4));
        LogWalk.Stretch first = stretch(null, 2);

        logs().removeAll(GATEWAY);
        logs().append(List.of(written(entry(1)), written(entry(3)), written(entry(9))));

        assertThat(stretch(first.end(), 2).entries()).containsExactly(entry(3), entry(9));
    }

    /** The law: stretch by stretch, a walk hands out what {@link LogSelection#test} says, each entry once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2026, 42_000_017})
    default void hands_out_what_the_selection_says(long seed) {
        List<LogEntry> entries = new SampleLogs(seed).entries(300);
        logs().append(entries.stream().map(SampleLogs::written).toList());
        SampleLogQueries queries = new SampleLogQueries(seed, entries);
        Random random = new Random(seed);

        for (int i = 0; i < 40; i++) {
            LogSelection wanted =
                    new LogSelection(Stream.generate(() -> queries.query().filters())
                            .limit(random.nextInt(4))
                            .toList());
            Instant until = SampleLogs.START.plusMillis(random.nextInt(60));

            List<LogEntry> walked = walkThrough(wanted, until, 10 + random.nextInt(100));

            assertThat(walked)
                    .as("walk %d of seed %d: %s", i, seed, wanted)
                    .isEqualTo(new LogWalk(GATEWAY, wanted, until, null, 1000)
                            .through(entries)
                            .entries());
        }
    }

    /** The law: a store chooses the logs that {@link Dataset#selects} says, in a list and in a walk. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2026, 42_000_017})
    default void chooses_the_logs_that_a_dataset_says(long seed) {
        List<LogEntry> entries = new SampleLogs(seed).entries(300);
        logs().append(entries.stream().map(SampleLogs::written).toList());
        SampleDatasets datasets = new SampleDatasets(seed);

        for (int i = 0; i < 100; i++) {
            Dataset dataset = datasets.dataset(i);
            List<LogEntry> wanted = !dataset.enabled()
                    ? List.of()
                    : entries.stream()
                            .filter(dataset::selects)
                            .sorted(new LogQuery.Order(LogQuery.Field.CREATED_AT, false))
                            .toList();
            LogSelection selection = new LogSelection(dataset.enabled() ? List.of(dataset.meaning()) : List.of());

            assertThat(walkThrough(selection, THE_END, 100))
                    .as("dataset %d of seed %d: %s", i, seed, dataset)
                    .isEqualTo(wanted);
            if (dataset.enabled()) {
                LogQuery query = new LogQuery(
                        GATEWAY,
                        dataset.meaning(),
                        null,
                        new LogQuery.Order(LogQuery.Field.CREATED_AT, false),
                        new PageRequest(1, 1000));
                assertThat(logs().list(query).items()).as("%s", dataset).isEqualTo(wanted);
            }
        }
    }

    private LogWalk.Stretch stretch(@Nullable LogPlace after, int most) {
        return logs().walk(new LogWalk(GATEWAY, EVERYTHING, THE_END, after, most));
    }

    private List<LogEntry> walkThrough(LogSelection wanted, Instant until, int most) {
        List<LogEntry> walked = new ArrayList<>();
        LogPlace place = null;
        do {
            LogWalk.Stretch stretch = logs().walk(new LogWalk(GATEWAY, wanted, until, place, most));
            assertThat(stretch.looked()).isLessThanOrEqualTo(most);
            walked.addAll(stretch.entries());
            place = stretch.end();
        } while (place != null);
        return walked;
    }
}
