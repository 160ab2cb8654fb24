package dev.penstock.application.inference;

import static dev.penstock.application.inference.Outcomes.failure;
import static dev.penstock.application.inference.Outcomes.problem;
import static dev.penstock.application.inference.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.FakeAlarm;
import dev.penstock.application.port.FakeChunks;
import dev.penstock.application.port.FakeReader;
import dev.penstock.application.port.ProviderClient.ProviderUnreachable;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.gateway.RetryPolicy;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.Metering;
import dev.penstock.domain.provider.ProviderId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FollowStepsTest {
    private static final InferenceRequest TWO = Trial.steps(Trial.step("openai"), Trial.step("plain"));
    private static final ProviderId OPENAI = new ProviderId("openai");

    private final Trial trial = new Trial();

    @AfterEach
    void gives_every_captured_byte_back() {
        assertThat(trial.heldBytes()).isZero();
    }

    private static ProviderId asked(Trial trial) {
        return trial.provider.calls().getLast().provider().id();
    }

    @Nested
    class The_next_step {
        @ParameterizedTest
        @ValueSource(ints = {400, 401, 404, 429, 500, 503})
        void is_tried_when_a_provider_answers_with_an_error(int status) {
            trial.provider.replies(status, "").replies(200, "fine");

            InferenceReply reply = value(trial.serve(TWO));

            assertThat(Trial.text(reply)).isEqualTo("fine");
            assertThat(reply.origin().step()).isEqualTo(1);
            assertThat(asked(trial)).isEqualTo(new ProviderId("plain"));
        }

        @ParameterizedTest
        @ValueSource(ints = {200, 204, 302, 304})
        void is_left_alone_when_a_provider_answers(int status) {
            trial.provider.replies(status, "");

            assertThat(value(trial.serve(TWO)).origin().step()).isZero();
        }

        @Test
        void is_tried_when_there_is_no_answer() {
            trial.provider.fails(new ProviderUnreachable("refused")).replies(200, "fine");

            assertThat(value(trial.serve(TWO)).origin().step()).isEqualTo(1);
        }

        @Test
        void is_tried_when_there_is_none_in_time() {
            trial.provider.staysSilent().replies(200, "fine");

            CompletionStage<InferenceReply> serving = trial.serveOut(Trial.steps(
                    Trial.step("openai", Trial.within(Duration.ofMillis(50), RetryPolicy.OFF)), Trial.step("plain")));

            assertThat(value(serving).origin().step()).isEqualTo(1);
        }

        @Test
        void is_tried_when_nobody_has_the_name_of_the_provider() {
            trial.provider.replies(200, "fine");

            assertThat(value(trial.serve(Trial.steps(Trial.step("nobody"), Trial.step("plain"))))
                            .origin()
                            .step())
                    .isEqualTo(1);
        }

        @Test
        void is_tried_only_after_every_retry() {
            trial.provider.replies(500, "").replies(500, "").replies(500, "").replies(200, "fine");
            RetryPolicy twice = new RetryPolicy(2, Duration.ofMillis(10), null);

            InferenceReply reply = value(
                    trial.serveOut(Trial.steps(Trial.step("openai", Trial.within(null, twice)), Trial.step("plain"))));

            assertThat(reply.origin().step()).isEqualTo(1);
            assertThat(trial.entries()).extracting(entry -> entry.call().step()).containsExactly(0, 0, 0, 1);
        }

        @Test
        void is_not_tried_when_the_caller_has_left() {
            trial.provider.staysSilent();
            CompletionStage<InferenceReply> serving = trial.serve(TWO);

            trial.callerLeft.complete(null);

            assertThat(problem(serving)).isEqualTo(new Problem.CallerLeft());
            assertThat(trial.provider.calls()).hasSize(1);
        }

        @Test
        void is_not_tried_when_a_stream_breaks_off_that_the_caller_has_begun_to_read() {
            FakeChunks chunks = new FakeChunks();
            trial.provider.streams(chunks, Metering.NONE);

            FakeReader reader = FakeReader.of(value(trial.serve(TWO)).body());
            chunks.send("one").breakOff();

            assertThat(reader.ending()).isEqualTo("broken");
            assertThat(trial.provider.calls()).hasSize(1);
        }
    }

    @Nested
    class The_last_step {
        @Test
        void answers_as_it_answers() {
            trial.provider.replies(500, "first").replies(418, "last");

            InferenceReply reply = value(trial.serve(TWO));

            assertThat(reply.status()).isEqualTo(418);
            assertThat(Trial.text(reply)).isEqualTo("last");
            assertThat(reply.origin().step()).isEqualTo(1);
        }

        @Test
        void is_named_by_the_refusal_that_it_ends_in() {
            trial.provider.replies(500, "").fails(new ProviderUnreachable("refused"));

            assertThat(failure(trial.serve(TWO))).isInstanceOfSatisfying(ProblemException.class, refusal -> {
                assertThat(refusal.step()).isEqualTo(1);
                assertThat(refusal.entry()).isNotNull();
            });
        }
    }

    /** The stage alone. */
    @Nested
    class What_ends_it_all {
        private final List<Exchange> steps = new ArrayList<>();
        private final FollowSteps stage = new FollowSteps(
                SampleStages.turns(new FakeAlarm()), InstantSource.fixed(SampleCalls.NOON.plusSeconds(5)));

        private CompletionStage<InferenceReply> follow(Throwable first) {
            return stage.serve(Trial.exchange(TWO, new CompletableFuture<>()), exchange -> {
                steps.add(exchange);
                return steps.size() == 1
                        ? CompletableFuture.failedFuture(first)
                        : CompletableFuture.completedFuture(reply());
            });
        }

        private static InferenceReply reply() {
            return new InferenceReply(
                    200, Headers.NONE, Body.EMPTY, new InferenceReply.Origin(OPENAI, null), InferenceReply.Meter.NONE);
        }

        static Stream<Problem> concerningTheRequest() {
            return Stream.of(
                    new Problem.RateLimited(),
                    new Problem.CallerLeft(),
                    new Problem.Unauthorized(),
                    new Problem.Busy("full"));
        }

        static Stream<Problem> concerningTheStep() {
            return Stream.of(
                    new Problem.ProviderFailed(OPENAI, "reset"),
                    new Problem.ProviderTimedOut(OPENAI, Duration.ofMillis(1)),
                    new Problem.UnreadableReply(OPENAI, "no JSON"),
                    new Problem.CircuitOpen(OPENAI, "gpt-4o"),
                    new Problem.UnknownProvider("nobody"),
                    new Problem.Unsupported("no way"),
                    new Problem.UnreadableCompletion("no model"));
        }

        @ParameterizedTest
        @MethodSource("concerningTheRequest")
        void is_what_concerns_the_whole_request(Problem problem) {
            assertThat(problem(follow(new ProblemException(problem)))).isEqualTo(problem);
            assertThat(steps).hasSize(1);
        }

        @Test
        void is_a_bug() {
            IllegalStateException bug = new IllegalStateException("a bug");

            assertThat(failure(follow(bug))).isSameAs(bug);
        }

        @ParameterizedTest
        @MethodSource("concerningTheStep")
        void is_not_what_concerns_one_provider(Problem problem) {
            assertThat(value(follow(new ProblemException(problem))).origin().step())
                    .isEqualTo(1);
        }

        @Test
        void and_a_step_begins_when_the_one_before_it_has_failed() {
            value(follow(new ProblemException(new Problem.ProviderFailed(OPENAI, "reset"))));

            assertThat(steps)
                    .extracting(exchange -> exchange.attempt().startedAt())
                    .containsExactly(SampleCalls.NOON, SampleCalls.NOON.plusSeconds(5));
            assertThat(steps)
                    .extracting(Exchange::place)
                    .containsExactly(new Exchange.Place(0, false, true, null), new Exchange.Place(1, true, true, null));
        }
    }
}
