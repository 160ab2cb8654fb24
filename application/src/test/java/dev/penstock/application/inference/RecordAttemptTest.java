package dev.penstock.application.inference;

import static dev.penstock.application.inference.Outcomes.failure;
import static dev.penstock.application.inference.Outcomes.problem;
import static dev.penstock.application.inference.Outcomes.value;
import static dev.penstock.application.inference.SampleCalls.toProvider;
import static dev.penstock.application.inference.SampleCalls.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.log.ByteBudget;
import dev.penstock.application.log.LogQueue;
import dev.penstock.application.port.FakeChunks;
import dev.penstock.application.port.FakeLogStore;
import dev.penstock.application.port.FakeReader;
import dev.penstock.application.port.ProviderClient.ProviderUnreachable;
import dev.penstock.application.port.SampleTrails;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.Door;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.LogOptions;
import dev.penstock.domain.inference.Metering;
import dev.penstock.domain.inference.PriceBook;
import dev.penstock.domain.inference.RequestOptions;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogEntry.Ending;
import dev.penstock.domain.route.Trail;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is written down of calls, and of requests that no call was made for. */
class RecordAttemptTest {
    private static final InferenceRequest REQUEST = toProvider("openai");
    private static final RequestOptions UNLOGGED = SampleCalls.logging(new LogOptions(false, null, null, null));

    private final Trial trial = new Trial(Trial.retrying(2, 10, "constant"));

    @AfterEach
    void gives_every_captured_byte_back() {
        assertThat(trial.heldBytes()).isZero();
    }

    @Nested
    class An_attempt {
        @Test
        void has_an_entry_of_its_own_under_the_requests_event() {
            trial.provider
                    .replies(500, "a")
                    .fails(new ProviderUnreachable("reset by peer"))
                    .replies(200, "c");

            value(trial.serveOut(REQUEST));

            List<LogEntry> entries = trial.entries();
            assertThat(entries).extracting(entry -> entry.outcome().status()).containsExactly(500, 400, 200);
            assertThat(entries.get(1).outcome().cause()).isEqualTo("reset by peer");
            assertThat(entries)
                    .extracting(entry -> entry.caller().eventId())
                    .containsOnly(REQUEST.id().toString());
            assertThat(entries).extracting(LogEntry::key).doesNotHaveDuplicates();
        }

        @Test
        void is_called_as_the_request_when_it_is_the_first() {
            trial.provider.replies(500, "").replies(200, "");

            value(trial.serveOut(REQUEST));

            assertThat(trial.entries().getFirst().key().id().toString())
                    .isEqualTo(REQUEST.id().toString());
        }

        @Test
        void costs_nothing_when_it_failed() {
            trial.provider.replies(500, "").replies(200, "");

            value(trial.serveOut(REQUEST));

            assertThat(trial.entries().getFirst().spend()).isEqualTo(LogEntry.Spend.NONE);
        }

        @Test
        void that_streams_is_written_down_at_its_end() {
            FakeChunks chunks = new FakeChunks();
            trial.provider.streams(chunks, Metering.NONE);
            FakeReader reader = FakeReader.of(value(trial.serve(REQUEST)).body());

            chunks.send("one").send("two").end();

            assertThat(reader.text()).isEqualTo("onetwo");
            assertThat(trial.entries().getFirst().outcome().ending()).isEqualTo(Ending.COMPLETE);
        }

        @Test
        void that_breaks_off_is_truncated() {
            FakeChunks chunks = new FakeChunks();
            trial.provider.streams(chunks, Metering.NONE);
            FakeReader.of(value(trial.serve(REQUEST)).body());

            chunks.send("one").breakOff();

            LogEntry.Outcome outcome = trial.entries().getFirst().outcome();
            assertThat(outcome.ending()).isEqualTo(Ending.TRUNCATED);
            assertThat(outcome.cause()).isEqualTo("the provider broke off");
        }

        @Test
        void that_the_caller_does_not_read_to_its_end_is_cancelled() {
            FakeChunks chunks = new FakeChunks();
            trial.provider.streams(chunks, Metering.NONE);
            FakeReader reader = FakeReader.of(value(trial.serve(REQUEST)).body());

            chunks.send("one");
            reader.leave();

            assertThat(trial.entries().getFirst().outcome().ending()).isEqualTo(Ending.CANCELLED);
            assertThat(chunks.isCancelled()).isTrue();
        }
    }

    @Nested
    class The_way_through_a_route {
        private final FakeLogStore store = new FakeLogStore();
        private final LogQueue queue = new LogQueue(store, new ByteBudget(1 << 20), failure -> {}).start();
        private final Recordings recordings = new Recordings(queue, new PriceReply(PriceBook.EMPTY), Trial.CLOCK);

        @AfterEach
        void gives_every_byte_back() {
            assertThat(queue.budget().takenBytes()).isZero();
        }

        private LogEntry recorded(@Nullable Trail trail) {
            Exchange exchange = Trial.exchange(REQUEST, new CompletableFuture<>())
                    .at(new Exchange.Place(0, true, false, trail), REQUEST, SampleCalls.NOON);
            Stage.Next broken = given -> CompletableFuture.failedFuture(new IllegalStateException("broken"));
            failure(new RecordAttempt(recordings).serve(exchange, broken));
            queue.close();
            return store.written().getFirst().entry();
        }

        @Test
        void is_in_the_entry_about_each_call() {
            Trail trail = SampleTrails.plain();

            LogEntry entry = recorded(trail);

            assertThat(entry.call().trail()).isEqualTo(trail);
        }

        @Test
        void is_none_where_no_route_led() {
            LogEntry entry = recorded(null);

            assertThat(entry.call().trail()).isNull();
        }
    }

    @Nested
    class A_request {
        @Test
        void that_is_not_to_be_logged_has_a_name_all_the_same() {
            trial.provider.replies(500, "").replies(200, "");

            InferenceReply reply = value(trial.serveOut(with(UNLOGGED, REQUEST)));

            assertThat(reply.origin().entry()).isEqualTo(REQUEST.id());
            assertThat(trial.entries()).isEmpty();
        }

        @Test
        void that_is_refused_without_a_log_has_one_too() {
            assertThat(failure(trial.serve(with(UNLOGGED, SampleCalls.toUnified("nobody/x")))))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refusal -> assertThat(refusal.entry()).isEqualTo(REQUEST.id()));
            assertThat(trial.entries()).isEmpty();
        }

        @Test
        void that_no_call_was_made_for_has_one_entry() {
            assertThat(problem(trial.serve(SampleCalls.toUnified("nobody/x")))).isInstanceOf(Problem.Unsupported.class);

            LogEntry entry = trial.entries().getFirst();
            assertThat(trial.entries()).hasSize(1);
            assertThat(entry.outcome().ending()).isEqualTo(Ending.REFUSED);
            assertThat(entry.call().door()).isEqualTo(Door.COMPAT);
        }

        @Test
        void whose_call_failed_has_no_second_entry_about_that() {
            trial.provider.fails(new ProviderUnreachable("a")).fails(new ProviderUnreachable("b"));
            trial.provider.fails(new ProviderUnreachable("c"));

            assertThat(failure(trial.serveOut(REQUEST)))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refusal -> assertThat(String.valueOf(refusal.entry()))
                                    .isEqualTo(
                                            trial.entries().getLast().key().id().toString()));
            assertThat(trial.entries()).hasSize(3);
        }
    }
}
