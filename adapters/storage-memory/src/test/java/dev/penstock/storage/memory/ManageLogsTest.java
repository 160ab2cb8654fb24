package dev.penstock.storage.memory;

import static dev.penstock.application.port.SampleLogs.entry;
import static dev.penstock.application.port.SampleLogs.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.application.log.ByteBudget;
import dev.penstock.application.log.LogQueue;
import dev.penstock.application.log.ManageLogs;
import dev.penstock.application.port.LogStore.Written;
import dev.penstock.application.port.SampleLogs;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.log.LogPayload;
import dev.penstock.domain.log.LogQuery;
import dev.penstock.domain.page.PageRequest;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManageLogsTest {
    private static final LogPayload WHOLE = new LogPayload(part("asked", true), part("answered", true));
    private static final LogPayload CUT = new LogPayload(part("head", false), null);

    private final MemoryLogStore store = new MemoryLogStore(10);
    private final LogQueue queue = new LogQueue(store, new ByteBudget(1 << 20), failure -> {});
    private final ManageLogs logs = new ManageLogs(store, queue);

    @BeforeEach
    void write() {
        store.append(List.of(
                new Written(entry(0), WHOLE), new Written(entry(1), CUT), new Written(entry(2), LogPayload.NONE)));
    }

    @Test
    void shows_an_entry_with_what_is_kept_of_its_bodies() {
        assertThat(logs.detail(entry(0).key())).isEqualTo(new ManageLogs.Detail(entry(0), WHOLE));
        assertThat(logs.detail(entry(1).key())).isEqualTo(new ManageLogs.Detail(entry(1), CUT));
        assertThat(logs.detail(entry(2).key())).isEqualTo(new ManageLogs.Detail(entry(2), LogPayload.NONE));
    }

    @Test
    void answers_whole_bodies() {
        assertThat(logs.requestBody(entry(0).key())).isEqualTo(part("asked", true));
        assertThat(logs.responseBody(entry(0).key())).isEqualTo(part("answered", true));
    }

    @Test
    void does_not_find_bodies_that_were_cut_or_not_kept() {
        notFound(Problem.Thing.LOG_PAYLOAD, () -> logs.requestBody(entry(1).key()));
        notFound(Problem.Thing.LOG_PAYLOAD, () -> logs.responseBody(entry(1).key()));
        notFound(Problem.Thing.LOG_PAYLOAD, () -> logs.requestBody(entry(2).key()));
    }

    @Test
    void does_not_find_entries_that_are_not_there() {
        notFound(Problem.Thing.LOG, () -> logs.detail(entry(9).key()));
        notFound(Problem.Thing.LOG, () -> logs.requestBody(entry(9).key()));
    }

    @Test
    void lists_what_a_query_wants() {
        LogQuery query =
                new LogQuery(SampleLogs.GATEWAY, List.of(), null, LogQuery.Order.NEWEST_FIRST, new PageRequest(1, 2));

        assertThat(logs.list(query).items()).containsExactly(entry(2), entry(1));
        assertThat(logs.list(query).total()).isEqualTo(3);
    }

    private static void notFound(Problem.Thing thing, ThrowingCallable deed) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(new Problem.NotFound(thing)));
    }
}
