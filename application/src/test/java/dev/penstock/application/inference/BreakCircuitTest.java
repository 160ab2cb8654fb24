package dev.penstock.application.inference;

import static dev.penstock.application.inference.Outcomes.failure;
import static dev.penstock.application.inference.Outcomes.problem;
import static dev.penstock.application.inference.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.inference.Exchange.Place;
import dev.penstock.application.port.FakeChunks;
import dev.penstock.application.port.FakeReader;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.conduct.BreakerRule;
import dev.penstock.domain.gateway.RetryPolicy;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.CallOptions;
import dev.penstock.domain.inference.ConductOptions;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestOptions;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.provider.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BreakCircuitTest {
    private static final ProviderId OPENAI = new ProviderId("openai");
    private static final BreakerRule RULE = new BreakerRule(3, Duration.ofSeconds(10));
    private static final Place FIRST = new Place(0, false, true, null);
    private static final Place LAST = new Place(1, true, true, null);
    private static final Problem FAILED = new Problem.ProviderFailed(OPENAI, "reset");
    private static final Problem OPEN = new Problem.CircuitOpen(OPENAI, "gpt-4o");

    private Instant now = SampleCalls.NOON;
    private final BreakCircuit stage = new BreakCircuit(new Circuits(RULE), () -> now);
    private final List<Exchange> sent = new ArrayList<>();

    private static Exchange exchange(Place place, InferenceRequest request, @Nullable String model) {
        return Trial.exchange(request, new CompletableFuture<>())
                .at(place, request, SampleCalls.NOON)
                .to(new Destination(SampleCalls.CATALOG.bySlug("openai").orElseThrow(), null, model));
    }

    private CompletionStage<InferenceReply> serve(Exchange exchange, CompletionStage<InferenceReply> outcome) {
        return stage.serve(exchange, call -> {
            sent.add(call);
            return outcome;
        });
    }

    private CompletionStage<InferenceReply> serve(Place place, CompletionStage<InferenceReply> outcome) {
        return serve(exchange(place, SampleCalls.toProvider("openai"), "gpt-4o"), outcome);
    }

    private static CompletionStage<InferenceReply> replies(int status, Body body) {
        return CompletableFuture.completedFuture(new InferenceReply(
                status, Headers.NONE, body, new InferenceReply.Origin(OPENAI, "gpt-4o"), InferenceReply.Meter.NONE));
    }

    private static CompletionStage<InferenceReply> replies(int status) {
        return replies(status, Body.EMPTY);
    }

    private static CompletionStage<InferenceReply> fails(Problem problem) {
        return CompletableFuture.failedFuture(new ProblemException(problem));
    }

    private boolean isOpen() {
        int before = sent.size();
        CompletionStage<InferenceReply> asking = serve(FIRST, fails(new Problem.CallerLeft()));
        boolean open = sent.size() == before;
        assertThat(problem(asking)).isEqualTo(open ? OPEN : new Problem.CallerLeft());
        return open;
    }

    private void open() {
        for (int i = 0; i < RULE.failures(); i++) {
            serve(FIRST, fails(FAILED));
        }
        assertThat(isOpen()).isTrue();
        sent.clear();
    }

    private void coolDown() {
        now = now.plus(RULE.cooldown());
    }

    @Nested
    class Opens {
        private boolean opensAfter(CompletionStage<InferenceReply> outcome) {
            for (int i = 0; i < RULE.failures(); i++) {
                assertThat(isOpen()).isFalse();
                serve(FIRST, outcome);
            }
            return isOpen();
        }

        @ParameterizedTest
        @ValueSource(ints = {408, 429, 500, 503, 529, 599})
        void after_answers_that_say_that_the_provider_is_unwell(int status) {
            assertThat(opensAfter(replies(status))).isTrue();
        }

        @ParameterizedTest
        @ValueSource(ints = {200, 204, 302, 400, 401, 403, 404, 409, 422, 499})
        void after_no_other_answers(int status) {
            assertThat(opensAfter(replies(status))).isFalse();
        }

        static Stream<Problem> ofProviders() {
            return Stream.of(
                    FAILED,
                    new Problem.ProviderTimedOut(OPENAI, Duration.ofMillis(1)),
                    new Problem.UnreadableReply(OPENAI, "no JSON"));
        }

        @ParameterizedTest
        @MethodSource("ofProviders")
        void after_calls_without_a_good_answer(Problem problem) {
            assertThat(opensAfter(fails(problem))).isTrue();
        }

        static Stream<Problem> ofOurs() {
            return Stream.of(
                    new Problem.CallerLeft(),
                    new Problem.RateLimited(),
                    new Problem.KeyRateLimited(),
                    new Problem.KeyRequired(),
                    new Problem.KeyUnusable("expired"),
                    new Problem.SpendLimitReached("spent"),
                    new Problem.Busy("full"),
                    new Problem.Unsupported("no way"));
        }

        @ParameterizedTest
        @MethodSource("ofOurs")
        void after_no_refusals_of_our_own(Problem problem) {
            assertThat(opensAfter(fails(problem))).isFalse();
        }

        @Test
        void after_no_bugs_of_our_own() {
            IllegalStateException bug = new IllegalStateException("a bug");

            assertThat(failure(serve(FIRST, CompletableFuture.failedFuture(bug))))
                    .isSameAs(bug);
            assertThat(opensAfter(CompletableFuture.failedFuture(bug))).isFalse();
        }

        @Test
        void after_streams_that_break_off_though_each_had_begun() {
            for (int i = 0; i < RULE.failures(); i++) {
                FakeChunks chunks = new FakeChunks();
                FakeReader reader = read(FIRST, chunks);
                assertThat(isOpen()).isFalse();
                chunks.send("one").breakOff();
                assertThat(reader.text()).isEqualTo("one");
                assertThat(reader.ending()).isEqualTo("broken");
            }

            assertThat(isOpen()).isTrue();
        }

        @Test
        void after_no_streams_whose_readers_leave() {
            for (int i = 0; i < RULE.failures(); i++) {
                read(FIRST, new FakeChunks()).leave();
            }

            assertThat(isOpen()).isFalse();
        }

        @Test
        void after_no_failures_with_a_whole_stream_between_them() {
            serve(FIRST, fails(FAILED));
            serve(FIRST, fails(FAILED));
            FakeChunks chunks = new FakeChunks();
            read(FIRST, chunks);
            chunks.send("all").end();
            serve(FIRST, fails(FAILED));

            assertThat(isOpen()).isFalse();
        }

        @Test
        void for_the_model_that_a_path_names_alone() {
            for (int i = 0; i < RULE.failures(); i++) {
                serve(inPath("models/bad:generate"), fails(FAILED));
            }

            assertThat(problem(serve(inPath("models/bad:generate"), replies(200))))
                    .isEqualTo(new Problem.CircuitOpen(OPENAI, "bad"));
            assertThat(value(serve(inPath("models/good:generate"), replies(200)))
                            .status())
                    .isEqualTo(200);
        }

        private static Exchange inPath(String path) {
            InferenceRequest request = SampleCalls.toProvider("openai");
            return exchange(
                    FIRST, request.with(new RequestTarget.Native("openai", path, null), request.headers()), null);
        }
    }

    private FakeReader read(Place place, FakeChunks chunks) {
        return FakeReader.of(value(serve(place, replies(200, new Body.Streamed(chunks, -1))))
                .body());
    }

    @Nested
    class Open {
        @Test
        void refuses_at_once_and_calls_nobody() {
            open();

            assertThat(problem(serve(FIRST, replies(200)))).isEqualTo(OPEN);
            assertThat(sent).isEmpty();
        }

        @Test
        void makes_the_call_all_the_same_where_there_is_nowhere_else_to_go() {
            open();

            assertThat(value(serve(LAST, replies(503))).status()).isEqualTo(503);
            assertThat(isOpen()).isTrue();
        }

        @Test
        void is_closed_by_such_a_call_when_it_succeeds() {
            open();

            serve(LAST, replies(200));

            assertThat(isOpen()).isFalse();
        }

        @Test
        void concerns_no_request_that_is_only_passed_through() {
            open();

            assertThat(value(serve(Place.ONLY, replies(200))).status()).isEqualTo(200);
            assertThat(isOpen()).isTrue();
        }
    }

    @Nested
    class A_probe {
        private static final RetryPolicy OFTEN =
                new RetryPolicy(5, Duration.ofMillis(7), RetryPolicy.Backoff.EXPONENTIAL);

        private static Exchange insistent(Place place) {
            RequestOptions options =
                    SampleCalls.calling(new CallOptions(Duration.ofSeconds(1), OFTEN, ConductOptions.NONE));
            return exchange(place, SampleCalls.with(options, SampleCalls.toProvider("openai")), "gpt-4o");
        }

        @Test
        void is_one_attempt_and_is_alone() {
            open();
            coolDown();
            CompletableFuture<InferenceReply> outcome = new CompletableFuture<>();

            CompletionStage<InferenceReply> probing = serve(insistent(FIRST), outcome);
            assertThat(problem(serve(insistent(FIRST), replies(200)))).isEqualTo(OPEN);
            outcome.complete(value(replies(200)));

            assertThat(value(probing).status()).isEqualTo(200);
            assertThat(sent).hasSize(1);
            assertThat(sent.getFirst().request().options())
                    .isEqualTo(SampleCalls.calling(new CallOptions(
                            Duration.ofSeconds(1),
                            new RetryPolicy(0, OFTEN.delay(), OFTEN.backoff()),
                            ConductOptions.NONE)));
            assertThat(isOpen()).isFalse();
        }

        @Test
        void leaves_others_their_retries() {
            serve(insistent(FIRST), replies(200));
            open();
            coolDown();
            serve(insistent(LAST), replies(503));

            assertThat(sent)
                    .extracting(call -> call.request().options().call().retry())
                    .containsOnly(OFTEN);
        }

        @Test
        void opens_for_as_long_again_when_it_fails() {
            open();
            coolDown();
            assertThat(value(serve(FIRST, replies(503))).status()).isEqualTo(503);

            now = now.plus(RULE.cooldown()).minusMillis(1);
            assertThat(isOpen()).isTrue();
        }

        @Test
        void makes_way_for_the_next_one_when_its_caller_leaves() {
            open();
            coolDown();
            assertThat(problem(serve(FIRST, fails(new Problem.CallerLeft())))).isEqualTo(new Problem.CallerLeft());

            assertThat(value(serve(FIRST, replies(200))).status()).isEqualTo(200);
            assertThat(isOpen()).isFalse();
        }

        @Test
        void lets_others_in_as_soon_as_its_answer_begins_but_shuts_again_when_that_breaks_off() {
            open();
            coolDown();
            FakeChunks chunks = new FakeChunks();
            read(FIRST, chunks);

            assertThat(isOpen()).isFalse();
            chunks.breakOff();

            assertThat(isOpen()).isTrue();
        }
    }

    /** All stages together. */
    @Nested
    class A_step_whose_circuit_is_open {
        private final Trial trial = new Trial();
        private final InferenceRequest two = Trial.steps(Trial.step("openai"), Trial.step("plain"));

        private void fail() {
            for (int i = 0; i < BreakerRule.USUAL.failures(); i++) {
                trial.provider.replies(503, "").replies(200, "fine");
                assertThat(value(trial.serve(two)).origin().step()).isEqualTo(1);
            }
        }

        @Test
        void is_passed_over_and_its_entry_says_so() {
            fail();
            int calls = trial.provider.calls().size();
            trial.provider.replies(200, "at once");

            InferenceReply reply = value(trial.serve(SampleCalls.another(two)));

            assertThat(Trial.text(reply)).isEqualTo("at once");
            assertThat(reply.origin().step()).isEqualTo(1);
            assertThat(trial.provider.calls()).hasSize(calls + 1);
            assertThat(trial.entries())
                    .filteredOn(entry -> entry.outcome().ending() == LogEntry.Ending.REFUSED)
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.call().step()).isZero();
                        assertThat(entry.outcome().cause()).isEqualTo("gpt-4o failed so often that it gets a rest");
                    });
            assertThat(trial.heldBytes()).isZero();
        }

        @Test
        void is_tried_when_it_is_the_last() {
            fail();
            trial.provider.replies(500, "").replies(200, "fine");

            InferenceReply reply = value(trial.serve(Trial.steps(Trial.step("plain"), Trial.step("openai"))));

            assertThat(reply.origin().provider()).isEqualTo(OPENAI);
        }
    }
}
