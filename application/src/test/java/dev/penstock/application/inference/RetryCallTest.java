package dev.penstock.application.inference;

import static dev.penstock.application.inference.Outcomes.problem;
import static dev.penstock.application.inference.Outcomes.value;
import static dev.penstock.application.inference.SampleCalls.toProvider;
import static dev.penstock.application.inference.SampleCalls.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.FakeAlarm;
import dev.penstock.application.port.FakeChunks;
import dev.penstock.application.port.ProviderClient.Call;
import dev.penstock.application.port.ProviderClient.ProviderUnreachable;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.gateway.RetryPolicy;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.CallOptions;
import dev.penstock.domain.inference.ConductOptions;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.provider.ProviderId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryCallTest {
    private static final InferenceRequest REQUEST = toProvider("openai");

    private final Trial patient = new Trial(Trial.retrying(3, 100, "constant"));

    @AfterEach
    void gives_every_captured_byte_back() {
        assertThat(patient.heldBytes()).isZero();
    }

    private static void isDrawnOut(Duration pause, long least) {
        assertThat(pause).isBetween(Duration.ofMillis(least), Duration.ofMillis(least + least / 5));
    }

    @Nested
    class A_pause {
        @ParameterizedTest
        @CsvSource({"constant, 100, 100, 100", "linear, 100, 200, 300", "exponential, 100, 200, 400"})
        void grows_as_the_gateway_says(String backoff, long first, long second, long third) {
            Trial trial = new Trial(Trial.retrying(3, 100, backoff));
            trial.provider.replies(500, "a").replies(500, "b").replies(500, "c").replies(200, "d");

            assertThat(Trial.text(value(trial.serveOut(REQUEST)))).isEqualTo("d");

            List<Duration> pauses = trial.alarm.asked();
            assertThat(pauses).hasSize(3);
            isDrawnOut(pauses.get(0), first);
            isDrawnOut(pauses.get(1), second);
            isDrawnOut(pauses.get(2), third);
        }

        @ParameterizedTest
        @CsvSource({"0, 1000", "-1, 1199"})
        void is_drawn_out_by_a_fifth_at_most(long bits, long millis) {
            FakeAlarm alarm = new FakeAlarm();
            RandomGenerator random = () -> bits;
            RetryCall stage = new RetryCall(ConductSettings.DEFAULTS, alarm, Trial.CLOCK, random);
            RetryPolicy once = new RetryPolicy(1, Duration.ofSeconds(1), null);
            Exchange exchange = Trial.exchange(with(Trial.within(null, once), REQUEST), new CompletableFuture<>());

            var unused = stage.serve(
                    exchange,
                    attempt -> CompletableFuture.completedFuture(reply(500, new Body.Whole(ByteBuffer.allocate(0)))));

            assertThat(alarm.asked()).containsExactly(Duration.ofMillis(millis));
        }

        @Test
        void is_a_second_when_only_attempts_are_asked_for() {
            Trial trial = new Trial();
            trial.provider.replies(500, "").replies(200, "");

            value(trial.serveOut(with(Trial.within(null, new RetryPolicy(1, null, null)), REQUEST)));

            isDrawnOut(trial.alarm.asked().getFirst(), 1000);
        }

        @ParameterizedTest
        @ValueSource(strings = {"3", " 3 ", "Sat, 21 Nov 2026 12:00:03 GMT"})
        void is_as_long_as_the_provider_asks_for(String retryAfter) {
            patient.fails(429, "Retry-After", retryAfter);
            patient.provider.replies(200, "");

            value(patient.serveOut(REQUEST));

            isDrawnOut(patient.alarm.asked().getFirst(), 3000);
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "soon", "-5", "Sat, 21 Nov 2026 11:00:00 GMT", ""})
        void is_our_own_when_the_provider_asks_for_less_or_for_nothing_that_can_be_read(String retryAfter) {
            patient.fails(429, "Retry-After", retryAfter);
            patient.provider.replies(200, "");

            value(patient.serveOut(REQUEST));

            isDrawnOut(patient.alarm.asked().getFirst(), 100);
        }

        @ParameterizedTest
        @ValueSource(strings = {"61", "999999999", "Sat, 21 Nov 2026 12:01:01 GMT"})
        void is_not_made_when_the_provider_asks_for_more_than_there_is(String retryAfter) {
            patient.fails(429, "Retry-After", retryAfter);

            assertThat(value(patient.serveOut(REQUEST)).status()).isEqualTo(429);

            assertThat(patient.alarm.asked()).isEmpty();
        }
    }

    @Nested
    class A_call {
        @ParameterizedTest
        @ValueSource(ints = {408, 409, 429, 500, 502, 503, 529})
        void is_made_again_when_the_provider_may_do_better(int status) {
            patient.provider.replies(status, "").replies(200, "fine");

            assertThat(Trial.text(value(patient.serveOut(REQUEST)))).isEqualTo("fine");
        }

        @ParameterizedTest
        @ValueSource(ints = {200, 204, 304, 400, 401, 403, 404, 413, 422})
        void is_not_made_again_when_it_would_come_out_the_same(int status) {
            patient.provider.replies(status, "");

            assertThat(value(patient.serveOut(REQUEST)).status()).isEqualTo(status);
        }

        @Test
        void is_made_again_when_the_connection_breaks() {
            patient.provider.fails(new ProviderUnreachable("reset")).replies(200, "fine");

            assertThat(Trial.text(value(patient.serveOut(REQUEST)))).isEqualTo("fine");
        }

        @Test
        void is_not_made_again_after_silence() {
            patient.provider.staysSilent();
            Duration limit = Duration.ofMillis(50);

            assertThat(problem(patient.serveOut(with(Trial.within(limit, RetryPolicy.OFF), REQUEST))))
                    .isEqualTo(new Problem.ProviderTimedOut(new ProviderId("openai"), limit));
        }

        @Test
        void is_never_made_again_with_a_body_that_streams() {
            patient.provider.replies(500, "");

            assertThat(value(patient.serveOut(Trial.streamed(REQUEST))).status())
                    .isEqualTo(500);
        }

        @Test
        void is_made_as_often_as_asked_for_and_once_more() {
            patient.provider
                    .replies(500, "a")
                    .replies(500, "b")
                    .replies(500, "c")
                    .replies(503, "d");

            InferenceReply last = value(patient.serveOut(REQUEST));

            assertThat(last.status()).isEqualTo(503);
            assertThat(Trial.text(last)).isEqualTo("d");
        }

        @Test
        void goes_out_the_same_each_time() {
            patient.provider.replies(500, "").replies(200, "");

            value(patient.serveOut(REQUEST));

            List<Call> calls = patient.provider.calls();
            assertThat(SampleCalls.text(calls.get(1).body()))
                    .isEqualTo(SampleCalls.text(calls.get(0).body()));
            assertThat(calls.get(1).headers()).isEqualTo(calls.get(0).headers());
        }

        @Test
        void is_not_made_again_where_nobody_asks_for_it() {
            Trial trial = new Trial();
            trial.provider.replies(500, "");

            assertThat(value(trial.serveOut(REQUEST)).status()).isEqualTo(500);
        }
    }

    @Nested
    class The_caller {
        @Test
        void may_leave_in_a_pause_which_ends_it_all() {
            patient.provider.replies(500, "");
            CompletionStage<InferenceReply> serving = patient.serve(REQUEST);

            patient.callerLeft.complete(null);

            assertThat(problem(serving)).isEqualTo(new Problem.CallerLeft());
            assertThat(patient.alarm.pending()).isZero();
            assertThat(patient.entries())
                    .extracting(entry -> entry.outcome().status())
                    .containsExactly(500, 499);
        }

        @Test
        void sees_the_last_attempt_only() {
            patient.fails(500, "x-mark", "first");
            patient.provider.replies(200, "fine");

            InferenceReply reply = value(patient.serveOut(REQUEST));

            assertThat(reply.headers().get("x-mark")).isNull();
            assertThat(reply.origin().step()).isZero();
            List<LogEntry> entries = patient.entries();
            assertThat(entries).hasSize(2);
            assertThat(entries.get(1).key().id().toString())
                    .isEqualTo(String.valueOf(reply.origin().entry()));
        }
    }

    @Nested
    class A_time_limit {
        private static final Duration LIMIT = Duration.ofMillis(50);
        private static final RetryPolicy ONCE = new RetryPolicy(1, Duration.ofMillis(10), null);

        @Test
        void does_not_hold_for_the_last_retry() {
            Trial trial = new Trial();
            trial.provider.replies(500, "").staysSilent();

            CompletionStage<InferenceReply> serving = trial.serveOut(with(Trial.within(LIMIT, ONCE), REQUEST));

            assertThat(serving).isNotCompleted();
        }

        @Test
        void holds_for_the_last_retry_when_there_is_another_step_to_go_on_to() {
            Trial trial = new Trial();
            trial.provider.replies(500, "").staysSilent().replies(200, "second step");

            InferenceReply reply = value(
                    trial.serveOut(Trial.steps(Trial.step("openai", Trial.within(LIMIT, ONCE)), Trial.step("openai"))));

            assertThat(Trial.text(reply)).isEqualTo("second step");
        }
    }

    @Nested
    class An_answer_that_nobody_will_see {
        private final FakeChunks chunks = new FakeChunks();

        private CompletionStage<InferenceReply> afterIt() {
            patient.provider.answers(
                    call -> CompletableFuture.completedFuture(reply(500, new Body.Streamed(chunks, -1))));
            patient.provider.replies(200, "fine");
            return patient.serve(REQUEST);
        }

        @Test
        void is_read_to_its_end_so_that_the_log_knows_it() {
            CompletionStage<InferenceReply> serving = afterIt();

            chunks.send("sorry").end();
            patient.alarm.pass(Duration.ofMillis(150));

            value(serving);
            assertThat(patient.alarm.pending()).isZero();
            assertThat(patient.entries().getFirst().content().responseSize()).isEqualTo(5);
        }

        @Test
        void is_not_waited_for_long() {
            CompletionStage<InferenceReply> serving = afterIt();

            patient.alarm.pass(Duration.ofSeconds(2));

            value(serving);
            assertThat(chunks.isCancelled()).isTrue();
        }

        @Test
        void is_not_read_when_it_is_long() {
            CompletionStage<InferenceReply> serving = afterIt();

            chunks.send("x".repeat(64 * 1024 + 1));
            patient.alarm.pass(Duration.ofMillis(150));

            value(serving);
            assertThat(chunks.isCancelled()).isTrue();
            assertThat(patient.alarm.pending()).isZero();
        }
    }

    private static InferenceReply reply(int status, Body body) {
        return new InferenceReply(
                status,
                Headers.NONE,
                body,
                new InferenceReply.Origin(new ProviderId("openai"), "gpt-4o"),
                InferenceReply.Meter.NONE);
    }

    /** With a stall limit of half a minute. */
    @Nested
    class An_attempt_that_broke_after_a_long_silence {
        private final FakeAlarm alarm = new FakeAlarm();
        private final List<Exchange> attempts = new ArrayList<>();

        private CompletionStage<InferenceReply> serve(Duration silence) {
            ConductOptions conduct = new ConductOptions(null, null, Duration.ofSeconds(30));
            RetryPolicy retry = new RetryPolicy(2, Duration.ofMillis(100), null);
            InferenceRequest request =
                    SampleCalls.with(SampleCalls.calling(new CallOptions(null, retry, conduct)), REQUEST);
            RetryCall stage = new RetryCall(
                    ConductSettings.DEFAULTS, alarm, alarm.clock(SampleCalls.NOON), new SplittableRandom(1));
            return stage.serve(Trial.exchange(request, new CompletableFuture<>()), exchange -> {
                attempts.add(exchange);
                CompletableFuture<InferenceReply> broken = new CompletableFuture<>();
                alarm.after(
                        silence,
                        () -> broken.completeExceptionally(new ProblemException(
                                new Problem.ProviderFailed(new ProviderId("openai"), "the connection closed"))));
                return broken;
            });
        }

        @Test
        void is_not_made_again() {
            CompletionStage<InferenceReply> serving = serve(Duration.ofSeconds(30));

            alarm.pass(Duration.ofHours(1));

            assertThat(problem(serving)).isInstanceOf(Problem.ProviderFailed.class);
            assertThat(attempts).hasSize(1);
        }

        @Test
        void is_made_again_when_the_silence_was_shorter() {
            CompletionStage<InferenceReply> serving = serve(Duration.ofSeconds(29));

            alarm.pass(Duration.ofHours(1));

            assertThat(problem(serving)).isInstanceOf(Problem.ProviderFailed.class);
            assertThat(attempts).hasSize(3);
        }
    }
}
