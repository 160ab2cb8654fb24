package dev.penstock.application.inference;

import static dev.penstock.application.inference.Outcomes.failure;
import static dev.penstock.application.inference.Outcomes.problem;
import static dev.penstock.application.inference.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.FakeAnswerForms;
import dev.penstock.application.port.FakeChunks;
import dev.penstock.application.port.FakeReader;
import dev.penstock.application.port.ProviderClient.ProviderUnreachable;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.gateway.RetryPolicy;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.CallOptions;
import dev.penstock.domain.inference.ConductOptions;
import dev.penstock.domain.inference.ConductOptions.Rescue;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.Step;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.route.ElementDraft;
import dev.penstock.domain.route.ElementDraft.Properties;
import dev.penstock.domain.route.Trail;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FollowRouteTest {
    private static final ElementDraft END = new ElementDraft("end", "end", null, Map.of());
    private static final InferenceRequest ASKED = SampleCalls.toUnified("dynamic/support");

    private final Trial trial = new Trial();

    @AfterEach
    void gives_every_captured_byte_back() {
        assertThat(trial.heldBytes()).isZero();
    }

    private static ElementDraft start(String next) {
        return new ElementDraft("start", "start", null, Map.of("next", next));
    }

    private static ElementDraft model(String id, String provider, String success, String fallback) {
        return model(id, provider, 0, 0, success, fallback);
    }

    private static ElementDraft model(
            String id, String provider, long timeout, long retries, String success, String fallback) {
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("success", success);
        if (!fallback.isEmpty()) {
            outputs.put("fallback", fallback);
        }
        Properties properties =
                new Properties.Model(provider, "model-" + id, BigDecimal.valueOf(timeout), BigDecimal.valueOf(retries));
        return new ElementDraft(id, "model", properties, outputs);
    }

    private void big_then_small() {
        trial.route(
                "support",
                start("big"),
                model("big", "openai", "end", "small"),
                model("small", "searcher-ai", "end", "end"),
                END);
    }

    private void streams(FakeChunks chunks) {
        trial.provider.answers(call -> CompletableFuture.completedFuture(new InferenceReply(
                200,
                Headers.NONE.with("content-type", FakeAnswerForms.MEDIA_TYPE),
                new Body.Streamed(chunks, -1),
                new InferenceReply.Origin(call.provider().id(), call.model()),
                InferenceReply.Meter.NONE)));
    }

    private static String sent(Body body) {
        return SampleCalls.text(body);
    }

    @Nested
    class A_model {
        @Test
        void is_called_with_its_own_name_in_the_callers_body() {
            big_then_small();
            trial.provider.replies(200, "fine");

            InferenceReply reply = value(trial.serve(ASKED));

            assertThat(Trial.text(reply)).isEqualTo("fine");
            assertThat(sent(trial.provider.call().body())).isEqualTo("{\"model\":\"model-big\",\"messages\":[]}");
            assertThat(reply.origin().model()).isEqualTo("model-big");
            assertThat(reply.origin().provider().slug()).isEqualTo("openai");
            assertThat(reply.origin().step()).isZero();
        }

        @Test
        void never_sees_the_callers_own_key() {
            big_then_small();
            trial.provider.replies(200, "fine");

            value(trial.serve(SampleCalls.with("authorization", "Bearer sk-of-one-provider", ASKED)));

            assertThat(trial.provider.call().credential()).isNull();
            assertThat(trial.provider.call().headers().get("authorization")).isNull();
        }

        @Test
        void is_asked_for_an_answer_that_can_be_looked_into() {
            big_then_small();
            trial.provider.replies(200, "fine");

            value(trial.serve(SampleCalls.with("accept-encoding", "gzip, br", ASKED)));

            assertThat(trial.provider.call().headers().get("accept-encoding")).isEqualTo("identity");
        }

        @Test
        void is_tried_again_as_often_as_its_element_says() {
            trial.route(
                    "support",
                    start("big"),
                    model("big", "openai", 0, 2, "end", "small"),
                    model("small", "plain", "end", ""),
                    END);
            trial.provider.replies(500, "").replies(500, "").replies(200, "fine");

            InferenceReply reply = value(trial.serveOut(ASKED));

            assertThat(Trial.text(reply)).isEqualTo("fine");
            assertThat(trial.entries()).extracting(entry -> entry.call().step()).containsOnly(0);
        }

        @Test
        void has_the_time_that_its_element_gives_it() {
            trial.route(
                    "support",
                    start("big"),
                    model("big", "openai", 50, 3, "end", "small"),
                    model("small", "searcher-ai", "end", ""),
                    END);
            trial.provider.staysSilent().replies(200, "fine");

            CompletionStage<InferenceReply> serving = trial.serve(ASKED);
            trial.alarm.pass(Duration.ofMillis(50));

            assertThat(value(serving).origin().step()).isEqualTo(1);
            assertThat(trial.provider.calls()).hasSize(2);
        }

        @Test
        void that_failed_gives_way_to_its_fallback() {
            big_then_small();
            trial.provider.replies(503, "down").replies(200, "fine");

            InferenceReply reply = value(trial.serve(ASKED));

            assertThat(reply.origin().step()).isEqualTo(1);
            assertThat(reply.origin().model()).isEqualTo("model-small");
            assertThat(trial.entries())
                    .extracting(entry ->
                            entry.call().model() + " " + entry.outcome().status())
                    .containsExactly("model-big 503", "model-small 200");
        }

        @Test
        void that_nobody_can_reach_gives_way_to_its_fallback() {
            trial.route(
                    "support",
                    start("big"),
                    model("big", "plain", "end", "small"),
                    model("small", "openai", "end", ""),
                    END);
            trial.provider.replies(200, "fine");

            assertThat(value(trial.serve(ASKED)).origin().step()).isEqualTo(1);
        }

        @Test
        void that_does_not_want_to_answer_has_the_last_word() {
            big_then_small();
            trial.provider.replies(400, FakeAnswerForms.REFUSAL);

            InferenceReply reply = value(trial.serve(ASKED));

            assertThat(reply.status()).isEqualTo(400);
            assertThat(Trial.text(reply)).isEqualTo(FakeAnswerForms.REFUSAL);
            assertThat(trial.provider.calls()).hasSize(1);
        }

        @Test
        void whose_whole_answer_is_cut_short_gives_way() {
            big_then_small();
            trial.provider.replies(200, "{" + FakeAnswerForms.CUT).replies(200, "fine");

            assertThat(Trial.text(value(trial.serve(ASKED)))).isEqualTo("fine");
            assertThat(trial.entries().getFirst().outcome().cause()).isEqualTo("the answer is cut short");
        }

        @Test
        void that_answers_may_be_followed_by_another_whose_answer_counts() {
            trial.route(
                    "support",
                    start("first"),
                    model("first", "openai", "second", ""),
                    model("second", "searcher-ai", "end", ""),
                    END);
            trial.provider.replies(200, "draft").replies(200, "final");

            assertThat(Trial.text(value(trial.serve(ASKED)))).isEqualTo("final");
        }

        @Test
        void that_answered_is_heard_when_the_next_one_fails() {
            trial.route(
                    "support",
                    start("first"),
                    model("first", "openai", "second", ""),
                    model("second", "searcher-ai", "end", ""),
                    END);
            trial.provider.replies(200, "draft").replies(500, "oh");

            assertThat(Trial.text(value(trial.serve(ASKED)))).isEqualTo("draft");
        }
    }

    @Nested
    class A_condition {
        private void by_plan() {
            Properties paid = new Properties.Conditions(Map.of("headers.x-plan", "paid"));
            trial.route(
                    "support",
                    start("is_paid"),
                    new ElementDraft("is_paid", "conditional", paid, Map.of("true", "big", "false", "small")),
                    model("big", "openai", "end", ""),
                    model("small", "searcher-ai", "end", ""),
                    END);
            trial.provider.replies(200, "fine");
        }

        @Test
        void that_holds_leads_one_way() {
            by_plan();

            InferenceReply reply = value(trial.serve(SampleCalls.with("x-plan", "paid", ASKED)));

            assertThat(reply.origin().model()).isEqualTo("model-big");
        }

        @Test
        void that_does_not_leads_the_other() {
            by_plan();

            assertThat(value(trial.serve(ASKED)).origin().model()).isEqualTo("model-small");
        }
    }

    @Nested
    class Nothing_is_called {
        @Test
        void for_a_route_that_is_not_there() {
            Throwable failure = failure(trial.serve(ASKED));

            assertThat(failure).isInstanceOfSatisfying(ProblemException.class, refusal -> {
                assertThat(refusal.problem())
                        .isEqualTo(new Problem.NoSuchRoute("support", "is not one of this gateway's"));
                assertThat(refusal.entry()).isNotNull();
            });
            assertThat(trial.entries()).hasSize(1);
        }

        @Test
        void for_one_that_serves_an_unsound_version() {
            trial.route("support", start("nowhere"));

            assertThat(problem(trial.serve(ASKED)))
                    .isEqualTo(new Problem.NoSuchRoute("support", "serves a version that is not sound"));
        }

        @Test
        void where_no_model_stands_on_the_way() {
            trial.route("support", start("end"), END);

            assertThat(problem(trial.serve(ASKED)))
                    .isEqualTo(new Problem.RouteEnded("support", "came to its end without an answer"));
        }

        @Test
        void on_a_way_of_more_elements_than_a_walk_may_take() {
            ElementDraft[] chain = new ElementDraft[62];
            chain[0] = start("c0");
            for (int i = 0; i < 60; i++) {
                String next = i == 59 ? "end" : "c" + (i + 1);
                chain[i + 1] = new ElementDraft(
                        "c" + i, "conditional", new Properties.Conditions(null), Map.of("true", next, "false", "end"));
            }
            chain[61] = END;
            trial.route("support", chain);

            assertThat(problem(trial.serve(ASKED)))
                    .isEqualTo(new Problem.RouteEnded("support", "goes through more than 50 elements"));
        }
    }

    @Nested
    class When_every_model_failed {
        @Test
        void the_callers_hear_the_last_error_and_what_the_first_was() {
            big_then_small();
            trial.provider.replies(503, "down").replies(401, "who are you");

            InferenceReply reply = value(trial.serve(ASKED));

            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.headers().get("penstock-first-failure"))
                    .isEqualTo("openai/model-big answered with status 503");
        }

        @Test
        void an_error_of_a_provider_is_worth_more_than_no_answer() {
            big_then_small();
            trial.provider.replies(503, "down").fails(new ProviderUnreachable("refused"));

            InferenceReply reply = value(trial.serve(ASKED));

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.origin().step()).isZero();
        }

        @Test
        void a_single_failure_is_passed_on_as_it_is() {
            trial.route("support", start("big"), model("big", "openai", "end", ""), END);
            trial.provider.replies(503, "down");

            InferenceReply reply = value(trial.serve(ASKED));

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.headers().get("penstock-first-failure")).isNull();
        }
    }

    @Nested
    class A_stream {
        private InferenceRequest rescued(Rescue rescue) {
            ConductOptions conduct = new ConductOptions(rescue, null, null);
            return SampleCalls.with(SampleCalls.calling(new CallOptions(null, RetryPolicy.OFF, conduct)), ASKED);
        }

        @Test
        void that_fails_before_its_first_word_gives_way() {
            big_then_small();
            FakeChunks broken = new FakeChunks();
            streams(broken);
            trial.provider.replies(200, "fine");

            CompletionStage<InferenceReply> serving = trial.serve(ASKED);
            broken.send("~\n").end();

            assertThat(Trial.text(value(serving))).isEqualTo("fine");
        }

        @Test
        void that_breaks_later_ends_with_an_error_inside_it_and_is_logged_as_cut_short() {
            big_then_small();
            FakeChunks broken = new FakeChunks();
            streams(broken);

            CompletionStage<InferenceReply> serving = trial.serve(ASKED);
            broken.send("~\n=one\n");
            FakeReader reader = FakeReader.of(value(serving).body());
            broken.breakOff();

            assertThat(reader.text()).isEqualTo("~\n=one\n#The answer broke off: the provider broke off\n");
            assertThat(reader.ending()).isEqualTo("broken");
            assertThat(trial.entries().getFirst().outcome().ending()).isEqualTo(LogEntry.Ending.TRUNCATED);
        }

        @Test
        void goes_on_with_the_fallback_where_the_caller_wants_that() {
            big_then_small();
            FakeChunks broken = new FakeChunks();
            FakeChunks whole = new FakeChunks();
            streams(broken);
            streams(whole);

            CompletionStage<InferenceReply> serving = trial.serve(rescued(Rescue.RESTART));
            broken.send("~\n=one\n");
            FakeReader reader = FakeReader.of(value(serving).body());
            broken.breakOff();
            whole.send("=one\n=two\n.\n!\n").end();

            assertThat(reader.text()).isEqualTo("~\n=one\n=two\n.\n!\n");
            assertThat(reader.ending()).isEqualTo("complete");
            assertThat(trial.entries())
                    .extracting(entry -> entry.outcome().ending())
                    .containsExactly(LogEntry.Ending.TRUNCATED, LogEntry.Ending.COMPLETE);
        }

        @Test
        void that_goes_on_otherwise_than_it_began_ends_with_the_first_cause() {
            big_then_small();
            FakeChunks broken = new FakeChunks();
            FakeChunks other = new FakeChunks();
            streams(broken);
            streams(other);

            CompletionStage<InferenceReply> serving = trial.serve(rescued(Rescue.RESTART));
            broken.send("=one\n");
            FakeReader reader = FakeReader.of(value(serving).body());
            broken.breakOff();
            other.send("=uno\n=due\n.\n!\n").end();

            assertThat(reader.text()).isEqualTo("=one\n#The answer broke off: the provider broke off\n");
            assertThat(reader.ending()).isEqualTo("broken");
        }

        @Test
        void that_no_fallback_can_go_on_with_ends_with_the_first_cause() {
            big_then_small();
            FakeChunks broken = new FakeChunks();
            streams(broken);
            trial.provider.replies(400, "no prefill please");

            CompletionStage<InferenceReply> serving = trial.serve(rescued(Rescue.CONTINUE));
            broken.send("=one\n");
            FakeReader reader = FakeReader.of(value(serving).body());
            broken.breakOff();

            assertThat(reader.text()).contains("the provider broke off").doesNotContain("prefill");
            assertThat(reader.ending()).isEqualTo("broken");
        }

        @Test
        void whose_caller_leaves_while_another_is_looked_for_ends_that_call() {
            big_then_small();
            FakeChunks broken = new FakeChunks();
            streams(broken);
            trial.provider.staysSilent();

            CompletionStage<InferenceReply> serving = trial.serve(rescued(Rescue.RESTART));
            broken.send("=one\n");
            FakeReader reader = FakeReader.of(value(serving).body());
            broken.breakOff();
            reader.leave();

            assertThat(trial.entries())
                    .extracting(entry -> entry.outcome().ending())
                    .containsExactly(LogEntry.Ending.TRUNCATED, LogEntry.Ending.CANCELLED);
        }
    }

    @Test
    void a_deployment_is_for_the_next_request_and_not_for_one_on_its_way() {
        big_then_small();
        CompletableFuture<InferenceReply> slow = new CompletableFuture<>();
        trial.provider.answers(call -> slow).replies(200, "small").replies(200, "other");

        CompletionStage<InferenceReply> first = trial.serve(ASKED);
        trial.route("support", start("other"), model("other", "openai", "end", ""), END);
        slow.completeExceptionally(new ProviderUnreachable("refused"));

        assertThat(value(first).origin().model()).isEqualTo("model-small");
        assertThat(value(trial.serve(ASKED)).origin().model()).isEqualTo("model-other");
    }

    @Test
    void a_step_of_a_universal_request_may_be_a_route() {
        big_then_small();
        InferenceRequest asked = SampleCalls.toUnified("dynamic/support");
        trial.provider.replies(500, "first step").replies(503, "down").replies(200, "fine");

        InferenceReply reply = value(trial.serve(Trial.steps(
                Trial.step("openai"), new Step(asked.target(), asked.headers(), asked.content(), asked.options()))));

        assertThat(Trial.text(reply)).isEqualTo("fine");
        assertThat(reply.origin().step()).isEqualTo(1);
    }

    @Test
    void each_entry_shows_the_way_up_to_its_call() {
        big_then_small();
        trial.provider.replies(503, "down").replies(200, "fine");

        value(trial.serve(ASKED));

        assertThat(trial.entries())
                .extracting(entry -> way(Objects.requireNonNull(entry.call().trail())))
                .containsExactly("start next", "start next, big fallback");
    }

    private static String way(Trail trail) {
        return trail.passages().stream()
                .map(passage -> passage.element() + " " + passage.output())
                .collect(Collectors.joining(", "));
    }
}
