package dev.penstock.application.inference;

import static dev.penstock.application.inference.Outcomes.problem;
import static dev.penstock.application.inference.Outcomes.value;
import static dev.penstock.application.inference.SampleCalls.toProvider;
import static dev.penstock.application.inference.SampleCalls.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.FakeChunks;
import dev.penstock.application.port.FakeReader;
import dev.penstock.application.port.ProviderClient.ProviderUnreachable;
import dev.penstock.application.problem.Problem;
import dev.penstock.domain.gateway.RetryPolicy;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.Metering;
import dev.penstock.domain.provider.ProviderId;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimitTimeTest {
    private static final Duration LIMIT = Duration.ofMillis(50);
    private static final InferenceRequest REQUEST = with(Trial.within(LIMIT, RetryPolicy.OFF), toProvider("openai"));

    private final Trial trial = new Trial();

    @AfterEach
    void gives_every_captured_byte_back() {
        assertThat(trial.heldBytes()).isZero();
    }

    @Test
    void gives_up_a_call_that_is_not_answered_in_time() {
        trial.provider.staysSilent();
        CompletionStage<InferenceReply> serving = trial.serve(REQUEST);

        trial.alarm.pass(LIMIT.minusMillis(1));
        assertThat(serving).isNotCompleted();
        trial.alarm.pass(Duration.ofMillis(1));

        assertThat(problem(serving)).isEqualTo(new Problem.ProviderTimedOut(new ProviderId("openai"), LIMIT));
        assertThat(trial.entries().getFirst().outcome().status()).isEqualTo(408);
    }

    @Test
    void lets_an_answer_that_has_begun_take_as_long_as_it_likes() {
        FakeChunks chunks = new FakeChunks();
        trial.provider.streams(chunks, Metering.NONE);
        FakeReader reader = FakeReader.of(value(trial.serve(REQUEST)).body());

        trial.alarm.pass(Duration.ofHours(1));
        chunks.send("late").end();

        assertThat(reader.text()).isEqualTo("late");
        assertThat(reader.ending()).isEqualTo("complete");
    }

    @Test
    void leaves_no_alarm_behind() {
        trial.provider.replies(200, "");

        value(trial.serve(REQUEST));

        assertThat(trial.alarm.asked()).containsExactly(LIMIT);
        assertThat(trial.alarm.pending()).isZero();
    }

    @Test
    void sets_none_where_nobody_asks_for_a_limit() {
        trial.provider.replies(200, "");

        value(trial.serve(toProvider("openai")));

        assertThat(trial.alarm.asked()).isEmpty();
    }

    @Test
    void passes_another_failure_on_as_it_is() {
        trial.provider.fails(new ProviderUnreachable("refused"));

        assertThat(problem(trial.serve(REQUEST)))
                .isEqualTo(new Problem.ProviderFailed(new ProviderId("openai"), "refused"));
        assertThat(trial.alarm.pending()).isZero();
    }

    @Test
    void tells_a_caller_who_left_from_a_limit_that_ran_out() {
        trial.provider.staysSilent();
        CompletionStage<InferenceReply> serving = trial.serve(REQUEST);

        trial.callerLeft.complete(null);

        assertThat(problem(serving)).isEqualTo(new Problem.CallerLeft());
        assertThat(trial.alarm.pending()).isZero();
    }
}
