package dev.penstock.application.port;

import static dev.penstock.application.port.SampleLogs.GATEWAY;
import static dev.penstock.application.port.SampleLogs.entry;
import static dev.penstock.application.port.SampleLogs.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogEntry.Notes;
import dev.penstock.domain.log.LogPurge;
import dev.penstock.domain.log.LogQuery;
import dev.penstock.domain.log.LogSelection;
import dev.penstock.domain.log.LogWalk;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.route.Passage;
import dev.penstock.domain.route.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How every {@link LogStore} keeps the ways through routes. */
public interface LogTrailContract {
    /** As {@link LogStoreContract#logs}. */
    LogStore logs();

    /** The law: a way comes out as it went in, in the order in which things were looked at. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2029, 42_000_017})
    default void finds_ways_as_they_were_written_whatever_they_hold(long seed) {
        SampleTrails trails = new SampleTrails(seed);
        List<LogEntry> entries = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            entries.add(entry(i).withTrail(trails.trail()));
        }

        logs().append(entries.stream().map(SampleLogs::written).toList());

        for (LogEntry entry : entries) {
            LogEntry found = logs().find(entry.key()).orElseThrow();
            assertThat(found).as("seed %d", seed).isEqualTo(entry);
            assertThat(looked(found)).as("seed %d", seed).isEqualTo(looked(entry));
        }
    }

    private static List<List<String>> looked(LogEntry entry) {
        return Objects.requireNonNull(entry.call().trail()).passages().stream()
                .map(Passage::why)
                .map(why -> why instanceof Passage.Why.Looked(var values)
                        ? values.keySet().stream().map(field -> field.text()).toList()
                        : List.<String>of())
                .toList();
    }

    @Test
    default void finds_no_way_where_there_was_none() {
        logs().append(List.of(written(entry(1)), written(onAWay(2)), written(entry(3))));

        assertThat(logs().find(entry(1).key())).contains(entry(1));
        assertThat(logs().find(entry(2).key())).contains(onAWay(2));
        assertThat(logs().find(entry(3).key())).contains(entry(3));
    }

    @Test
    default void hands_out_entries_in_numbers_without_their_ways() {
        logs().append(List.of(written(onAWay(1)), written(onAWay(2))));

        LogQuery all = new LogQuery(GATEWAY, List.of(), null, LogQuery.Order.OLDEST_FIRST, new PageRequest(1, 10));
        LogWalk.Stretch walked = logs().walk(new LogWalk(
                GATEWAY, new LogSelection(List.of(List.of())), SampleLogs.START.plusSeconds(9), null, 10));

        assertThat(logs().list(all).items()).containsExactly(entry(1), entry(2));
        assertThat(walked.entries()).containsExactly(entry(1), entry(2));
    }

    @Test
    default void keeps_the_way_when_the_notes_change() {
        Notes notes = new Notes(null, 1.0, null);
        logs().append(List.of(written(onAWay(1))));

        logs().annotate(entry(1).key(), Notes.NONE, notes);

        assertThat(logs().find(entry(1).key())).contains(onAWay(1).with(notes));
    }

    @Test
    default void keeps_the_first_way_when_a_batch_is_tried_again() {
        logs().append(List.of(written(onAWay(1)), written(entry(2))));

        Trail other = new SampleTrails(1).trail();
        logs().append(List.of(written(entry(1).withTrail(other)), written(entry(2).withTrail(other))));

        assertThat(logs().find(entry(1).key())).contains(onAWay(1));
        assertThat(logs().find(entry(2).key())).contains(entry(2));
    }

    @Test
    default void forgets_ways_with_their_entries() {
        logs().append(List.of(written(onAWay(1)), written(onAWay(2))));

        assertThat(logs().remove(LogPurge.oldest(GATEWAY, 1))).isEqualTo(1);
        logs().append(List.of(written(entry(1))));

        assertThat(logs().find(entry(1).key())).contains(entry(1));
        assertThat(logs().find(entry(2).key())).contains(onAWay(2));
    }

    private static LogEntry onAWay(int number) {
        return entry(number).withTrail(SampleTrails.plain());
    }
}
