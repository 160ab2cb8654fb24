package dev.penstock.bootstrap.exam;

import static dev.penstock.bootstrap.exam.Staged.row;
import static dev.penstock.bootstrap.exam.Verdict.Grade.FAIL;
import static dev.penstock.bootstrap.exam.Verdict.Grade.PARTIAL;
import static dev.penstock.bootstrap.exam.Verdict.Grade.PASS;
import static dev.penstock.bootstrap.exam.Verdict.Grade.SAFE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.bootstrap.exam.Staged.Answer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JudgeTest {
    private static Staged of(Task task) {
        return Staged.of(task);
    }

    @Nested
    class Any_fault {
        @ParameterizedTest
        @EnumSource
        void fails_when_the_provider_that_fails_was_never_asked(Task task) {
            assertThat(of(task).fallback(10).whole(100).grade()).isEqualTo(FAIL);
        }

        @ParameterizedTest
        @EnumSource
        void fails_when_the_caller_hangs(Task task) {
            Staged staged = of(task).primary(0).reply(new Answer().hung(40_000));

            assertThat(staged.grade()).isEqualTo(FAIL);
            assertThat(staged.judged().reason()).contains("40000 ms");
        }

        @ParameterizedTest
        @EnumSource
        void fails_when_a_truncated_answer_looks_finished(Task task) {
            Staged finished = of(task).primary(0).fallback(10).reply(new Answer().text("You said"));
            Staged ended = of(task).primary(0)
                    .fallback(10)
                    .reply(new Answer().text("You said").unfinished().unterminated());

            assertThat(finished.grade()).isEqualTo(FAIL);
            assertThat(ended.grade()).isEqualTo(FAIL);
        }

        @ParameterizedTest
        @EnumSource
        void fails_when_garbage_is_passed_on(Task task) {
            assertThat(of(task).primary(0)
                            .fallback(10)
                            .reply(new Answer().garbage())
                            .grade())
                    .isEqualTo(FAIL);
        }

        @ParameterizedTest
        @EnumSource
        void fails_when_the_answer_says_something_else(Task task) {
            assertThat(of(task).primary(0)
                            .fallback(10)
                            .reply(new Answer().text("I say no"))
                            .grade())
                    .isEqualTo(FAIL);
        }

        @ParameterizedTest
        @EnumSource
        void fails_when_an_error_comes_after_the_end(Task task) {
            assertThat(of(task).primary(0)
                            .fallback(10)
                            .reply(new Answer().errorAfterTheEnd("broke off"))
                            .grade())
                    .isEqualTo(FAIL);
        }

        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HEALTHY")
        void is_not_passed_when_the_connection_breaks_without_a_word(Task task) {
            assertThat(of(task).primary(0).reply(new Answer().broken()).grade()).isEqualTo(PARTIAL);
        }
    }

    @Nested
    class Refused_calls {
        @Test
        void may_wait_as_asked_or_move_on() {
            assertThat(of(Task.RATE_LIMITED_ONCE).primary(0, 2_000).whole(2_100).grade())
                    .isEqualTo(PASS);
            assertThat(of(Task.RATE_LIMITED_ONCE)
                            .primary(0)
                            .fallback(5)
                            .whole(100)
                            .grade())
                    .isEqualTo(PASS);
        }

        @Test
        void may_not_come_back_sooner_than_asked() {
            assertThat(of(Task.RATE_LIMITED_ONCE).primary(0, 1_600).whole(1_700).grade())
                    .isEqualTo(FAIL);
            assertThat(of(Task.RATE_LIMITED_ONCE)
                            .primary(0)
                            .fallback(5)
                            .fallback(9)
                            .whole(100)
                            .grade())
                    .isEqualTo(FAIL);
        }

        @Test
        void may_be_retried_with_pauses_but_not_often() {
            assertThat(of(Task.RATE_LIMITED)
                            .primary(0, 1_000, 3_000)
                            .fallback(3_100)
                            .whole(3_200)
                            .grade())
                    .isEqualTo(PASS);
            assertThat(of(Task.RATE_LIMITED)
                            .primary(0, 10, 20)
                            .fallback(30)
                            .whole(100)
                            .grade())
                    .isEqualTo(PARTIAL);
            assertThat(of(Task.RATE_LIMITED)
                            .primary(0, 500, 1_000, 1_500, 2_000)
                            .fallback(2_100)
                            .whole(2_200)
                            .grade())
                    .isEqualTo(FAIL);
            assertThat(of(Task.RATE_LIMITED)
                            .primary(0, 4_000, 8_000, 12_000, 16_000, 20_000, 24_000)
                            .fallback(25_000)
                            .whole(25_100)
                            .grade())
                    .isEqualTo(FAIL);
        }

        @Test
        void that_end_in_an_error_where_there_was_a_fallback_are_only_safe() {
            assertThat(of(Task.RATE_LIMITED)
                            .primary(0)
                            .reply(new Answer().error(429, "slow down"))
                            .grade())
                    .isEqualTo(SAFE);
            assertThat(of(Task.UNAVAILABLE)
                            .primary(0)
                            .reply(new Answer().error(503, "down"))
                            .grade())
                    .isEqualTo(SAFE);
        }

        @Test
        void are_retried_once_where_one_retry_answers() {
            assertThat(of(Task.ERROR_ONCE).primary(0, 500).whole(600).grade()).isEqualTo(PASS);
            assertThat(of(Task.ERROR_ONCE).primary(0).fallback(10).whole(100).grade())
                    .isEqualTo(PARTIAL);
            assertThat(of(Task.ERROR_ONCE).primary(0, 500, 900).whole(1_000).grade())
                    .isEqualTo(PARTIAL);
        }

        @Test
        void with_nowhere_to_go_show_the_providers_error() {
            Answer theirs = new Answer().error(503, "The fake provider was asked for status 503.");

            assertThat(of(Task.UNAVAILABLE_ALONE).primary(0, 500).reply(theirs).grade())
                    .isEqualTo(PASS);
            assertThat(of(Task.UNAVAILABLE_ALONE)
                            .primary(0)
                            .reply(new Answer().error(400, "no response"))
                            .grade())
                    .isEqualTo(PARTIAL);
        }

        @Test
        void for_a_prompt_that_is_too_long_are_not_repeated() {
            assertThat(of(Task.CONTEXT_LENGTH)
                            .primary(0)
                            .fallback(10)
                            .whole(100)
                            .grade())
                    .isEqualTo(PASS);
            assertThat(of(Task.CONTEXT_LENGTH)
                            .primary(0)
                            .reply(new Answer().error(400, "longer than context"))
                            .grade())
                    .isEqualTo(PASS);
            assertThat(of(Task.CONTEXT_LENGTH)
                            .primary(0, 10)
                            .fallback(20)
                            .whole(100)
                            .grade())
                    .isEqualTo(FAIL);
        }

        @Test
        void for_content_are_final_and_say_why() {
            Answer theirs = new Answer().error(400, "rejected because of its content");

            assertThat(of(Task.CONTENT_POLICY).primary(0).reply(theirs).grade()).isEqualTo(PASS);
            assertThat(of(Task.CONTENT_POLICY).primary(0, 5).reply(theirs).grade())
                    .isEqualTo(FAIL);
            assertThat(of(Task.CONTENT_POLICY).primary(0).fallback(9).whole(100).grade())
                    .isEqualTo(PARTIAL);
            assertThat(of(Task.CONTENT_POLICY)
                            .primary(0)
                            .reply(new Answer().error(400, "bad request"))
                            .grade())
                    .isEqualTo(PARTIAL);
        }
    }

    @Nested
    class Silent_providers {
        @Test
        void are_left_and_not_asked_again() {
            assertThat(of(Task.SILENT).primary(0).fallback(30_000).whole(30_100).grade())
                    .isEqualTo(PASS);
            assertThat(of(Task.SILENT)
                            .primary(0, 30_000)
                            .fallback(60_000)
                            .whole(60_100)
                            .grade())
                    .isEqualTo(FAIL);
            assertThat(of(Task.SILENT)
                            .primary(0)
                            .fallback(100_000)
                            .whole(100_100)
                            .grade())
                    .isEqualTo(FAIL);
            assertThat(of(Task.SILENT)
                            .primary(0)
                            .reply(new Answer().error(400, "no response"))
                            .grade())
                    .isEqualTo(SAFE);
        }

        @Test
        void that_are_late_are_left_when_a_limit_says_so_and_awaited_when_none_does() {
            assertThat(of(Task.LATE_TOKEN)
                            .primary(0)
                            .fallback(5_000)
                            .whole(5_100)
                            .grade())
                    .isEqualTo(PASS);
            assertThat(of(Task.LATE_TOKEN)
                            .primary(0)
                            .fallback(15_000)
                            .whole(15_100)
                            .grade())
                    .isEqualTo(PARTIAL);
            assertThat(of(Task.LATE_TOKEN).primary(0).whole(20_100).grade()).isEqualTo(FAIL);
            assertThat(of(Task.LATE_TOKEN_AWAITED).primary(0).whole(20_100).grade())
                    .isEqualTo(PASS);
            assertThat(of(Task.LATE_TOKEN_AWAITED)
                            .primary(0)
                            .fallback(5_000)
                            .whole(5_100)
                            .grade())
                    .isEqualTo(PARTIAL);
            assertThat(of(Task.LATE_TOKEN_AWAITED)
                            .primary(0)
                            .fallback(5_000)
                            .whole(5_100)
                            .foreign()
                            .grade())
                    .isEqualTo(PASS);
        }
    }

    @Nested
    class Broken_streams {
        private static final String WHY = "the provider broke off";
        private static final LogRow LOGGED = row(200, "truncated", WHY, null, 40);

        private Staged told(Task task) {
            return of(task).primary(0).logs(LOGGED).reply(new Answer().error(200, WHY));
        }

        @ParameterizedTest
        @EnumSource(names = {"CUT_OFF", "STALLED", "BROKEN_EVENT", "NO_PREFILL"})
        void may_be_rescued_or_told(Task task) {
            assertThat(told(task).grade()).isEqualTo(PASS);
            assertThat(told(task).judged().manner()).isEqualTo("clear error");
            assertThat(of(task).primary(0)
                            .fallback(90)
                            .logs(LOGGED)
                            .whole(200)
                            .judged()
                            .manner())
                    .isEqualTo("rescued");
        }

        @ParameterizedTest
        @EnumSource(
                value = Rescue.class,
                names = {"RESTART", "CONTINUE"})
        void must_be_rescued_when_that_was_asked_for(Rescue rescue) {
            Staged told = Staged.of(Task.CUT_OFF, true, rescue).primary(0).logs(LOGGED);
            Staged whole = Staged.of(Task.CUT_OFF, false, Rescue.OFF).primary(0).logs(LOGGED);

            assertThat(told.reply(new Answer().error(200, WHY)).grade()).isEqualTo(SAFE);
            assertThat(whole.reply(new Answer().error(502, WHY)).grade()).isEqualTo(SAFE);
        }

        @Test
        void must_be_in_the_log_as_truncated() {
            LogRow complete = row(200, "complete", "", "0.1", 40);

            assertThat(of(Task.CUT_OFF)
                            .primary(0)
                            .logs(complete)
                            .reply(new Answer().error(200, WHY))
                            .grade())
                    .isEqualTo(PARTIAL);
        }

        @Test
        void must_be_found_in_time_by_a_gateway_that_lives_on() {
            assertThat(of(Task.STALLED)
                            .primary(0)
                            .reply(new Answer().error(200, WHY).took(45_001))
                            .grade())
                    .isEqualTo(FAIL);
            assertThat(of(Task.STALLED)
                            .primary(0)
                            .sick()
                            .reply(new Answer().error(200, WHY))
                            .grade())
                    .isEqualTo(FAIL);
        }

        @Test
        void may_lose_an_event_that_nobody_could_read() {
            assertThat(of(Task.BROKEN_EVENT).primary(0).whole(100).judged().manner())
                    .isEqualTo("skipped");
        }

        @Test
        void without_terminator_get_one_at_once_and_keep_their_usage() {
            assertThat(of(Task.NO_TERMINATOR).primary(0).whole(8_000).grade()).isEqualTo(PASS);
            assertThat(of(Task.NO_TERMINATOR).primary(0).whole(8_001).grade()).isEqualTo(FAIL);
            assertThat(of(Task.NO_TERMINATOR)
                            .primary(0)
                            .reply(new Answer().tokens(-1))
                            .grade())
                    .isEqualTo(PARTIAL);
            assertThat(of(Task.NO_TERMINATOR)
                            .primary(0)
                            .reply(new Answer().unterminated())
                            .grade())
                    .isEqualTo(FAIL);
            assertThat(of(Task.NO_TERMINATOR).primary(0).fallback(9).whole(100).grade())
                    .isEqualTo(PARTIAL);
        }

        @Test
        void never_show_that_a_prefill_was_refused() {
            Answer second = new Answer().error(200, "This model takes no assistant message at the end: no prefill");

            assertThat(of(Task.NO_PREFILL).primary(0).fallback(90).reply(second).grade())
                    .isEqualTo(FAIL);
            assertThat(of(Task.NO_PREFILL)
                            .primary(0)
                            .reply(new Answer().error(200, "oops"))
                            .grade())
                    .isEqualTo(PARTIAL);
        }
    }

    @Nested
    class An_outage {
        /** Twenty requests 4 s apart; the primary is probed when told, and answers from 60 s on. */
        private Staged outage(int probeEvery, long probedFrom) {
            Staged staged = of(Task.OUTAGE);
            for (int i = 1; i <= 20; i++) {
                long at = (i - 1) * 4_000L;
                boolean probe = i <= 5 || i % probeEvery == 0;
                if (probe && (at < 60_000 || at >= probedFrom)) {
                    staged.attempt(i, Role.PRIMARY, at);
                }
                if (at < 60_000 || !probe || at < probedFrom) {
                    staged.attempt(i, Role.FALLBACK, at + 10);
                }
                staged.whole(at, 100);
            }
            return staged;
        }

        @Test
        void is_bridged_with_a_probe_now_and_then() {
            Verdict verdict = outage(3, 60_000).judged();

            assertThat(verdict.grade()).as(verdict.reason()).isEqualTo(PASS);
            assertThat(verdict.manner()).isEqualTo("back after 8000 ms");
        }

        @Test
        void is_not_to_be_hammered_at() {
            assertThat(outage(1, 60_000).judged().reason()).startsWith("two probes 4000 ms apart");
            assertThat(outage(1, 60_000).grade()).isEqualTo(PARTIAL);
            assertThat(outage(1, 60_000).foreign().grade()).isEqualTo(PASS);
            assertThat(outage(3, 60_000)
                            .attempt(9, Role.PRIMARY, 32_500)
                            .foreign()
                            .judged()
                            .reason())
                    .startsWith("a request asked the primary twice");
        }

        @Test
        void may_find_requests_on_their_way_when_the_circuit_opens() {
            Staged staged = outage(3, 60_000)
                    .attempt(5, Role.PRIMARY, 19_900)
                    .attempt(6, Role.PRIMARY, 20_000)
                    .attempt(6, Role.PRIMARY, 21_000);

            assertThat(staged.grade()).isEqualTo(PASS);
            assertThat(staged.attempt(9, Role.PRIMARY, 33_000).grade()).isEqualTo(PARTIAL);
        }

        @Test
        void ends_with_the_primary() {
            assertThat(outage(3, 1_000_000).judged().reason()).startsWith("never back");
        }

        @Test
        void costs_no_caller_an_answer() {
            assertThat(outage(3, 60_000).reply(new Answer().error(503, "down")).grade())
                    .isEqualTo(SAFE);
        }
    }

    @Nested
    class An_account {
        private static final LogRow DOWN = row(503, "complete", "", null, -1);
        private static final LogRow ANSWER = row(200, "complete", "", "0.00002", 5);

        private Staged rescued(LogRow... rows) {
            return of(Task.ACCOUNTING).primary(0, 1_000).fallback(1_100).logs(rows);
        }

        @Test
        void is_the_fallbacks() {
            assertThat(rescued(DOWN, DOWN, ANSWER).whole(1_200).grade()).isEqualTo(PASS);
        }

        @Test
        void is_not_of_the_model_that_failed() {
            Answer primarys = new Answer().model(Staged.PRIMARY_MODEL);

            assertThat(rescued(DOWN, DOWN, ANSWER).reply(primarys).grade()).isEqualTo(PARTIAL);
            assertThat(rescued(DOWN, DOWN, ANSWER).reply(new Answer().tokens(4)).grade())
                    .isEqualTo(PARTIAL);
        }

        @Test
        void has_every_attempt_at_no_cost_and_the_answer_at_its_price() {
            LogRow priced = row(503, "complete", "", "0.1", -1);
            LogRow unpriced = row(200, "complete", "", null, 5);

            assertThat(rescued(DOWN, ANSWER).whole(1_200).grade()).isEqualTo(PARTIAL);
            assertThat(rescued(DOWN, priced, ANSWER).whole(1_200).grade()).isEqualTo(PARTIAL);
            assertThat(rescued(DOWN, DOWN, unpriced).whole(1_200).grade()).isEqualTo(PARTIAL);
            assertThat(rescued(DOWN, DOWN, ANSWER, ANSWER).whole(1_200).grade()).isEqualTo(PARTIAL);
        }
    }
}
