package dev.penstock.application.port;

import static dev.penstock.application.port.SampleLogs.GATEWAY;
import static dev.penstock.application.port.SampleLogs.entry;
import static dev.penstock.application.port.SampleLogs.part;
import static dev.penstock.application.port.SampleLogs.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.LogStore.Written;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogField;
import dev.penstock.domain.log.LogFilter;
import dev.penstock.domain.log.LogKey;
import dev.penstock.domain.log.LogPayload;
import dev.penstock.domain.log.LogQuery;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link LogStore} does. */
public interface LogStoreContract extends LogWalkContract, LogChangesContract, LogTrailContract {
    /** The store under test, empty at first, the same throughout one test, with room for a thousand entries. */
    @Override
    LogStore logs();

    @Test
    default void finds_entries_as_they_were_written_whatever_they_hold() {
        List<LogEntry> entries = new SampleLogs(7).entries(200);

        logs().append(entries.stream().map(SampleLogs::written).toList());

        for (LogEntry entry : entries) {
            assertThat(logs().find(entry.key())).contains(entry);
        }
    }

    @Test
    default void finds_nothing_that_was_not_written() {
        logs().append(written(0, 1));

        assertThat(logs().find(entry(1).key())).isEmpty();
        assertThat(logs().payload(entry(1).key())).isEmpty();
    }

    @Test
    default void keeps_the_same_id_at_two_gateways_apart() {
        GatewayAddress other = SampleGateways.address("other");
        logs().append(List.of(written(entry(GATEWAY, 1))));

        assertThat(logs().find(new LogKey(other, entry(1).id()))).isEmpty();
        logs().append(List.of(new Written(entry(other, 1), new LogPayload(part("theirs", true), null))));

        assertThat(logs().find(entry(GATEWAY, 1).key())).contains(entry(GATEWAY, 1));
        assertThat(logs().payload(entry(GATEWAY, 1).key())).contains(LogPayload.NONE);
        assertThat(text(entry(other, 1).key())).isEqualTo("theirs");
    }

    @Test
    default void takes_an_empty_batch() {
        logs().append(List.of());

        assertThat(page(1, 10).total()).isZero();
    }

    @Test
    default void leaves_an_entry_as_it_is_when_its_batch_is_tried_again() {
        LogEntry first = entry(1);
        logs().append(List.of(new Written(first, new LogPayload(part("first", true), null))));
        LogEntry second = new LogEntry(
                first.key(),
                first.createdAt(),
                first.call(),
                first.outcome(),
                LogEntry.Spend.NONE,
                first.caller(),
                first.content(),
                first.notes());

        logs().append(List.of(new Written(second, new LogPayload(part("second", true), null)), written(entry(2))));

        assertThat(logs().find(first.key())).contains(first);
        assertThat(text(first.key())).isEqualTo("first");
        assertThat(page(1, 10).items()).containsExactly(entry(2), first);
        assertThat(page(1, 10).total()).isEqualTo(2);
    }

    @Test
    default void keeps_one_of_two_entries_with_one_key_in_a_batch() {
        logs().append(List.of(written(entry(1)), written(entry(1))));

        assertThat(page(1, 10).total()).isEqualTo(1);
    }

    @Test
    default void answers_payloads_as_they_were_written() {
        List<LogPayload> payloads = List.of(
                new LogPayload(part("asked", true), part("answered", true)),
                new LogPayload(part("head", false), null),
                new LogPayload(null, part("head", false)),
                new LogPayload(part("", true), part("x".repeat(100_000), true)),
                LogPayload.NONE);
        List<Written> batch = new ArrayList<>();
        for (int i = 0; i < payloads.size(); i++) {
            batch.add(new Written(entry(i), payloads.get(i)));
        }

        logs().append(batch);

        for (int i = 0; i < payloads.size(); i++) {
            assertThat(logs().payload(entry(i).key())).contains(payloads.get(i));
        }
    }

    @Test
    default void keeps_payloads_that_neither_writer_nor_reader_can_change() {
        byte[] bytes = "kept".getBytes(StandardCharsets.UTF_8);
        LogPayload payload = new LogPayload(new LogPayload.Part(ByteBuffer.wrap(bytes), true), null);
        logs().append(List.of(new Written(entry(1), payload)));

        bytes[0] = 'X';
        ByteBuffer read = request(entry(1).key()).orElseThrow().bytes();
        if (!read.isReadOnly()) {
            read.put(0, (byte) 'Y');
        }

        assertThat(text(entry(1).key())).isEqualTo("kept");
    }

    @Test
    default void takes_bytes_from_the_position_of_their_buffer_and_wherever_they_are() {
        ByteBuffer direct = ByteBuffer.allocateDirect(8).put("..kept..".getBytes(StandardCharsets.UTF_8));
        LogPayload payload = new LogPayload(
                new LogPayload.Part(direct.slice(2, 4), true),
                new LogPayload.Part(
                        ByteBuffer.wrap(new byte[] {0, 1, 2, 3}, 1, 2).asReadOnlyBuffer(), true));

        logs().append(List.of(new Written(entry(1), payload)));

        assertThat(logs().payload(entry(1).key())).contains(payload);
    }

    @Test
    default void lists_the_newest_first_and_pages_to_the_end_and_past_it() {
        logs().append(written(0, 5));

        assertThat(page(1, 2).items()).containsExactly(entry(4), entry(3));
        assertThat(page(3, 2).items()).containsExactly(entry(0));
        assertThat(page(4, 2).items()).isEmpty();
        assertThat(page(4, 2).total()).isEqualTo(5);
        assertThat(page(Integer.MAX_VALUE, 50).items()).isEmpty();
    }

    @Test
    default void counts_only_what_the_filters_let_through() {
        logs().append(written(0, 10));
        LogFilter late = new LogFilter(
                LogField.CREATED_AT,
                LogFilter.Operator.GT,
                List.of(SampleLogs.START.plusMillis(6).toEpochMilli()));

        Page<LogEntry> page = logs().list(
                        new LogQuery(GATEWAY, List.of(late), null, LogQuery.Order.NEWEST_FIRST, new PageRequest(1, 2)));

        assertThat(page.items()).containsExactly(entry(9), entry(8));
        assertThat(page.total()).isEqualTo(3);
    }

    /** The law: a store selects what {@link LogQuery#selects} says, in the query's order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2026, 42_000_017})
    default void selects_what_the_query_says(long seed) {
        List<LogEntry> entries = new SampleLogs(seed).entries(400);
        logs().append(entries.stream().map(SampleLogs::written).toList());
        SampleLogQueries queries = new SampleLogQueries(seed, entries);

        for (int i = 0; i < 400; i++) {
            LogQuery query = queries.query();
            List<LogEntry> wanted = entries.stream()
                    .filter(query::selects)
                    .sorted(query.order())
                    .toList();

            assertThat(logs().list(query))
                    .as("query %d of seed %d: %s", i, seed, query)
                    .isEqualTo(Page.of(wanted, query.page()));
        }
    }

    /** As above, but every field with every operator alone, with no value, one value, null, and both. */
    @Test
    default void compares_every_field_in_every_way() {
        List<LogEntry> entries = new SampleLogs(3).entries(300);
        logs().append(entries.stream().map(SampleLogs::written).toList());

        for (LogFilter filter : new SampleLogQueries(3, entries).everyFilter()) {
            LogQuery query =
                    new LogQuery(GATEWAY, List.of(filter), null, LogQuery.Order.NEWEST_FIRST, new PageRequest(1, 1000));
            List<LogEntry> wanted = entries.stream()
                    .filter(query::selects)
                    .sorted(query.order())
                    .toList();

            assertThat(logs().list(query).items()).as("%s", filter).isEqualTo(wanted);
        }
    }

    @Test
    default void forgets_everything_about_one_gateway_only() {
        LogEntry other = entry(SampleGateways.address("other"), 1);
        LogPayload payload = new LogPayload(part("asked", true), null);
        logs().append(List.of(new Written(entry(1), payload), written(entry(2)), new Written(other, payload)));

        logs().removeAll(GATEWAY);
        logs().removeAll(GATEWAY);

        assertThat(logs().find(entry(1).key())).isEmpty();
        assertThat(logs().payload(entry(1).key())).isEmpty();
        assertThat(page(1, 10)).isEqualTo(new Page<>(List.of(), 0, new PageRequest(1, 10)));
        assertThat(logs().find(other.key())).contains(other);
        assertThat(logs().payload(other.key())).contains(payload);
    }

    @Test
    default void takes_an_entry_again_after_it_was_forgotten() {
        logs().append(List.of(new Written(entry(1), new LogPayload(part("old", true), null))));
        logs().removeAll(GATEWAY);

        logs().append(List.of(new Written(entry(1), new LogPayload(part("new", true), null))));

        assertThat(text(entry(1).key())).isEqualTo("new");
        assertThat(page(1, 10).total()).isEqualTo(1);
    }

    @Test
    default void keeps_what_several_writers_append_at_once() {
        AtOnce.run(8, i -> {
            logs().append(written(i * 10, i * 10 + 15));
            return page(1, 5).items().size();
        });

        assertThat(page(1, 1).total()).isEqualTo(85);
        assertThat(page(1, 100).items()).hasSize(85).doesNotHaveDuplicates();
    }

    private Page<LogEntry> page(int number, int size) {
        return logs().list(new LogQuery(
                GATEWAY, List.of(), null, LogQuery.Order.NEWEST_FIRST, new PageRequest(number, size)));
    }

    private String text(LogKey key) {
        return request(key)
                .map(part -> StandardCharsets.UTF_8.decode(part.bytes()).toString())
                .orElse("");
    }

    private Optional<LogPayload.Part> request(LogKey key) {
        return logs().payload(key).map(LogPayload::request);
    }
}
