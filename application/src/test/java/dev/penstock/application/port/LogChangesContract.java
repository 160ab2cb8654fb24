package dev.penstock.application.port;

import static dev.penstock.application.port.SampleLogs.GATEWAY;
import static dev.penstock.application.port.SampleLogs.entry;
import static dev.penstock.application.port.SampleLogs.part;
import static dev.penstock.application.port.SampleLogs.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.LogStore.Written;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogEntry.Notes;
import dev.penstock.domain.log.LogField;
import dev.penstock.domain.log.LogFilter;
import dev.penstock.domain.log.LogPayload;
import dev.penstock.domain.log.LogPurge;
import dev.penstock.domain.log.LogQuery;
import dev.penstock.domain.log.LogRanges;
import dev.penstock.domain.page.PageRequest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of entries in every {@link LogStore} after they were written: notes, counts, ranges, removal. */
public interface LogChangesContract {
    /** The store under test, as in {@link LogStoreContract#logs}. */
    LogStore logs();

    private static Notes notes(Double feedback, Metadata.Value... values) {
        Map<String, Metadata.Value> metadata = new LinkedHashMap<>();
        for (int i = values.length; i > 0; i--) {
            metadata.put("name" + i, values[i - 1]);
        }
        return new Notes(new Metadata(metadata), feedback, 50.0);
    }

    @Test
    default void sets_the_notes_of_one_entry() {
        Notes next = notes(1.0, new Metadata.Value.Text("blue"), new Metadata.Value.Flag(true));
        GatewayAddress other = SampleGateways.address("other");
        logs().append(List.of(written(entry(1)), written(entry(2)), written(entry(other, 1))));

        assertThat(logs().annotate(entry(1).key(), Notes.NONE, next)).isTrue();

        assertThat(logs().find(entry(1).key())).contains(entry(1).with(next));
        assertThat(logs().find(entry(2).key())).contains(entry(2));
        assertThat(logs().find(entry(other, 1).key())).contains(entry(other, 1));
    }

    @Test
    default void replaces_and_clears_notes_and_finds_entries_by_what_they_are_now() {
        Notes first = notes(-1.0, new Metadata.Value.Text("blue"), new Metadata.Value.Text("old"));
        Notes second = notes(0.5, new Metadata.Value.Text("green"));
        logs().append(List.of(written(entry(1).with(first)), written(entry(2))));

        assertThat(logs().annotate(entry(1).key(), first, second)).isTrue();

        assertThat(found(LogField.METADATA_VALUE, "blue")).isEmpty();
        assertThat(found(LogField.METADATA_VALUE, "green")).containsExactly(entry(1).with(second));
        assertThat(found(LogField.METADATA_KEY, "name2")).isEmpty();
        assertThat(found(LogField.FEEDBACK, 0.5)).containsExactly(entry(1).with(second));
        assertThat(logs().annotate(entry(1).key(), second, Notes.NONE)).isTrue();
        assertThat(logs().find(entry(1).key())).contains(entry(1));
        assertThat(found(LogField.METADATA_VALUE, "green")).isEmpty();
    }

    @Test
    default void leaves_notes_alone_that_are_others_by_now() {
        Notes kept = notes(1.0, new Metadata.Value.Text("blue"));
        logs().append(List.of(written(entry(1).with(kept))));

        assertThat(logs().annotate(entry(1).key(), Notes.NONE, notes(-1.0))).isFalse();
        assertThat(logs().annotate(entry(9).key(), Notes.NONE, notes(-1.0))).isFalse();

        assertThat(logs().find(entry(1).key())).contains(entry(1).with(kept));
    }

    @Test
    default void loses_no_note_of_several_writers_at_once() {
        logs().append(List.of(written(entry(1))));

        AtOnce.run(8, i -> {
            while (true) {
                LogEntry current = logs().find(entry(1).key()).orElseThrow();
                Notes before = current.notes();
                double score = before.score() == null ? 0 : before.score();
                if (logs().annotate(current.key(), before, new Notes(null, null, score + 1))) {
                    return i;
                }
            }
        });

        assertThat(logs().find(entry(1).key()).orElseThrow().notes().score()).isEqualTo(8);
    }

    @Test
    default void removes_the_first_ones_of_an_order_with_their_bodies_and_metadata() {
        LogPayload payload = new LogPayload(part("asked", true), null);
        Notes notes = notes(1.0, new Metadata.Value.Text("blue"));
        for (int i = 0; i < 5; i++) {
            logs().append(List.of(new Written(entry(i).with(notes), payload)));
        }

        assertThat(logs().remove(LogPurge.oldest(GATEWAY, 2))).isEqualTo(2);

        assertThat(logs().find(entry(1).key())).isEmpty();
        assertThat(logs().payload(entry(1).key())).isEmpty();
        assertThat(logs().payload(entry(2).key())).contains(payload);
        assertThat(found(LogField.METADATA_VALUE, "blue")).hasSize(3);
        assertThat(list(LogQuery.Order.NEWEST_FIRST)).hasSize(3);
        assertThat(logs().counts()).containsEntry(GATEWAY, 3L);
        assertThat(logs().remove(LogPurge.oldest(GATEWAY, 10))).isEqualTo(3);
        assertThat(logs().remove(LogPurge.oldest(GATEWAY, 10))).isZero();
    }

    @Test
    default void removes_more_than_a_thousand_at_once() {
        logs().append(written(0, 1000));

        assertThat(logs().remove(LogPurge.oldest(GATEWAY, 995))).isEqualTo(995);

        assertThat(list(LogQuery.Order.OLDEST_FIRST)).containsExactlyElementsOf(entries(995, 1000));
    }

    private static List<LogEntry> entries(int from, int to) {
        return written(from, to).stream().map(Written::entry).toList();
    }

    /** The law: a purge takes what {@link LogPurge#of} says, and nothing else. */
    @ParameterizedTest
    @ValueSource(longs = {5, 2027})
    default void removes_what_the_purge_says(long seed) {
        List<LogEntry> entries = new SampleLogs(seed).entries(400);
        SampleLogQueries queries = new SampleLogQueries(seed, entries);

        for (int i = 0; i < 25; i++) {
            logs().append(entries.stream().map(SampleLogs::written).toList());
            LogQuery query = queries.query();
            LogPurge purge = new LogPurge(
                    GATEWAY, query.filters(), query.order(), query.page().size());
            Set<LogEntry> left = new HashSet<>(list(LogQuery.Order.NEWEST_FIRST));
            List<LogEntry> gone = purge.of(entries);

            int removed = logs().remove(purge);

            gone.forEach(left::remove);
            assertThat(removed).as("purge %d of seed %d: %s", i, seed, purge).isEqualTo(gone.size());
            assertThat(list(LogQuery.Order.NEWEST_FIRST)).as("%s", purge).containsExactlyInAnyOrderElementsOf(left);
        }
    }

    /** The law: ranges are those of what {@link LogQuery#selects} says, and counts are those of what is there. */
    @ParameterizedTest
    @ValueSource(longs = {11, 2028})
    default void knows_ranges_and_counts(long seed) {
        List<LogEntry> entries = new SampleLogs(seed).entries(300);
        logs().append(entries.stream().map(SampleLogs::written).toList());
        SampleLogQueries queries = new SampleLogQueries(seed, entries);

        for (int i = 0; i < 200; i++) {
            LogQuery query = queries.query();
            assertThat(logs().ranges(query))
                    .as("query %d of seed %d: %s", i, seed, query)
                    .isEqualTo(
                            LogRanges.of(entries.stream().filter(query::selects).toList()));
        }
        assertThat(logs().counts())
                .containsExactlyInAnyOrderEntriesOf(entries.stream()
                        .collect(Collectors.groupingBy(entry -> entry.key().gateway(), Collectors.counting())));
    }

    @Test
    default void gives_space_back_until_it_is_not_worth_it() {
        logs().append(written(0, 100));
        logs().remove(LogPurge.oldest(GATEWAY, 90));

        int calls = 0;
        while (logs().giveSpaceBack()) {
            calls++;
        }

        assertThat(calls).isLessThan(1000);
        assertThat(list(LogQuery.Order.OLDEST_FIRST)).containsExactlyElementsOf(entries(90, 100));
    }

    private List<LogEntry> found(LogField field, Object value) {
        LogFilter filter = new LogFilter(field, LogFilter.Operator.EQ, List.of(value));
        return logs().list(new LogQuery(
                        GATEWAY, List.of(filter), null, LogQuery.Order.NEWEST_FIRST, new PageRequest(1, 1000)))
                .items();
    }

    private List<LogEntry> list(LogQuery.Order order) {
        return logs().list(new LogQuery(GATEWAY, List.of(), null, order, new PageRequest(1, 1000)))
                .items();
    }
}
