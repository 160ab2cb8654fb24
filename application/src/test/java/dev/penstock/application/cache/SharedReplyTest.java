package dev.penstock.application.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.application.cache.CacheAnswer.Source;
import dev.penstock.application.cache.SharedCalls.Caller;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.Metering;
import dev.penstock.domain.provider.ProviderId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SharedReplyTest {
    private static final String EVENT = "data: {\"choices\":[]}\n\n";
    private static final String LAST = "data: [DONE]\n\n";

    private final SharedCalls shared = new SharedCalls();

    private List<PacedReader> reading(List<Caller> callers) {
        List<PacedReader> readers =
                callers.stream().map(caller -> caller.reader().askForAll()).toList();
        shared.loops.settle();
        return readers;
    }

    private void send(String chunk) {
        shared.calls.get(0).chunks.send(chunk);
        shared.loops.settle();
    }

    private void end() {
        shared.calls.get(0).chunks.end();
        shared.loops.settle();
    }

    private void streams() {
        shared.call().streams();
        shared.loops.settle();
    }

    @AfterEach
    void every_byte_of_the_budget_came_back_and_no_flight_is_left() {
        assertThat(shared.budget.takenBytes()).isZero();
        assertThat(shared.flights.count()).isZero();
    }

    @Nested
    class Sharing {
        @Test
        void makes_one_call_and_gives_everybody_the_same_bytes() {
            List<Caller> callers = shared.callers(10);
            streams();
            List<PacedReader> readers = reading(callers);

            send(EVENT);
            send(LAST);
            end();

            assertThat(shared.calls).hasSize(1);
            assertThat(readers).allSatisfy(reader -> {
                assertThat(reader.text()).isEqualTo(EVENT + LAST);
                assertThat(reader.ending()).isEqualTo("complete");
            });
        }

        @Test
        void shares_whole_answers_too() {
            List<Caller> callers = shared.callers(3);

            shared.call().answers(200, "{\"a\":1}");
            shared.loops.settle();

            assertThat(callers)
                    .allSatisfy(caller ->
                            assertThat(caller.answer().reply().body().length()).isEqualTo(7));
            assertThat(shared.cache.count()).isEqualTo(1);
        }

        @Test
        void only_the_first_has_made_a_call_and_sees_what_the_provider_said_to_it_alone() {
            List<Caller> callers = shared.callers(2);
            shared.call().answers(200, "{}");
            shared.loops.settle();

            CacheAnswer first = callers.get(0).answer();
            CacheAnswer second = callers.get(1).answer();

            assertThat(first.source()).isEqualTo(Source.CALL);
            assertThat(first.isHit()).isFalse();
            assertThat(first.reply().headers().get("set-cookie")).isNotNull();
            assertThat(first.reply().meter().read().usage()).isNotNull();
            assertThat(second.source()).isEqualTo(Source.SHARED);
            assertThat(second.isHit()).isTrue();
            assertThat(second.reply().headers().get("set-cookie")).isNull();
            assertThat(second.reply().meter().read()).isEqualTo(Metering.NONE);
        }

        @Test
        void what_comes_later_finds_the_answer_in_the_cache() {
            List<PacedReader> readers = reading(begunWith(1));
            send(EVENT);
            send(LAST);
            end();

            CacheAnswer late = shared.caller().answer();
            PacedReader reader = PacedReader.of(late).askForAll();

            assertThat(late.source()).isEqualTo(Source.KEPT);
            assertThat(reader.text()).isEqualTo(readers.get(0).text());
            assertThat(reader.ending()).isEqualTo("complete");
        }

        @Test
        void those_who_do_not_share_or_accept_other_encodings_call_for_themselves() {
            Caller first = shared.caller();
            Caller alone = shared.caller(SharedCalls.wish(true, false, null));
            Caller other = shared.caller(SharedCalls.wish(true, true, "gzip"));

            assertThat(shared.calls).hasSize(3);

            List.of(first, alone, other).forEach(caller -> caller.left.complete(null));
            shared.loops.settle();
        }
    }

    @Nested
    class JoiningLate {
        @Test
        void hears_everything_from_the_beginning() {
            reading(begunWith(1));
            send(EVENT);

            Caller late = shared.caller();
            PacedReader reader = reading(List.of(late)).get(0);
            send(LAST);
            end();

            assertThat(shared.calls).hasSize(1);
            assertThat(late.answer().source()).isEqualTo(Source.SHARED);
            assertThat(reader.text()).isEqualTo(EVENT + LAST);
        }

        @Test
        void is_over_once_more_has_passed_than_is_held() {
            List<PacedReader> first = reading(begunWith(1));
            send("x".repeat(SharedCalls.LARGEST + 1));

            Caller late = shared.caller();

            assertThat(shared.calls).hasSize(2);
            assertThat(shared.budget.takenBytes()).isZero();
            late.left.complete(null);
            shared.loops.settle();
            end();
            assertThat(first.get(0).length()).isEqualTo(SharedCalls.LARGEST + 1);
            assertThat(first.get(0).ending()).isEqualTo("complete");
            assertThat(shared.cache.count()).isZero();
        }

        @Test
        void is_over_when_memory_is_short_but_those_who_are_in_hear_everything() {
            shared.budget.take(100_000);
            List<PacedReader> readers = reading(begunWith(2));

            send(EVENT);
            send(LAST);
            end();

            assertThat(readers).allSatisfy(reader -> assertThat(reader.text()).isEqualTo(EVENT + LAST));
            assertThat(shared.cache.count()).isZero();
            shared.budget.give(100_000);
        }

        @Test
        void asks_the_cache_again_when_the_flight_lands_on_the_way() {
            reading(begunWith(1));
            send(LAST);
            Caller late = shared.new Caller(SharedCalls.wish(true, true, null));
            shared.call().chunks.end();

            shared.loops.settle();

            assertThat(late.answer().source()).isEqualTo(Source.KEPT);
            assertThat(shared.calls).hasSize(1);
        }
    }

    @Nested
    class Pace {
        @Test
        void is_the_fastest_ones_while_everything_is_held() {
            List<Caller> callers = begunWith(2);
            PacedReader fast = callers.get(0).reader().askForAll();
            PacedReader slow = callers.get(1).reader();
            shared.loops.settle();

            send(EVENT);
            send(LAST);
            end();

            assertThat(fast.ending()).isEqualTo("complete");
            assertThat(slow.text()).isEmpty();
            slow.ask(1);
            shared.loops.settle();
            assertThat(slow.text()).isEqualTo(EVENT);
            slow.ask(1);
            shared.loops.settle();
            assertThat(slow.text()).isEqualTo(EVENT + LAST);
            assertThat(slow.ending()).isEqualTo("complete");
        }

        @Test
        void is_the_slowest_ones_after_that() {
            List<Caller> callers = begunWith(2);
            callers.get(0).reader().askForAll();
            PacedReader slow = callers.get(1).reader();
            shared.loops.settle();
            send("x".repeat((int) SharedChunks.MOST_LAG));
            long before = shared.call().chunks.requested();

            assertThat(before).isEqualTo(1);
            slow.ask(1);
            shared.loops.settle();

            assertThat(shared.call().chunks.requested()).isEqualTo(2);
            end();
            assertThat(slow.ending()).isEqualTo("complete");
        }

        @Test
        void is_not_held_up_by_one_who_has_left() {
            List<Caller> callers = begunWith(2);
            callers.get(0).reader().askForAll();
            PacedReader slow = callers.get(1).reader();
            shared.loops.settle();
            send("x".repeat((int) SharedChunks.MOST_LAG));

            slow.leave();
            shared.loops.settle();

            assertThat(shared.call().chunks.requested()).isEqualTo(2);
            end();
        }

        @Test
        void nothing_is_asked_of_the_provider_while_nobody_wants_anything() {
            List<Caller> callers = begunWith(2);

            assertThat(shared.call().chunks.requested()).isZero();
            callers.get(1).reader().ask(1);
            shared.loops.settle();
            assertThat(shared.call().chunks.requested()).isEqualTo(1);
            callers.get(0).reader().leave();
            callers.get(1).reader().leave();
            shared.loops.settle();
        }
    }

    @Nested
    class Leaving {
        @Test
        void of_the_first_ends_nothing_before_the_reply() {
            List<Caller> callers = shared.callers(2);

            callers.get(0).left.complete(null);
            shared.loops.settle();

            assertThat(callers.get(0).answer).isCompletedExceptionally();
            assertThat(shared.call().isAbandoned()).isFalse();
            shared.call().answers(200, "{}");
            shared.loops.settle();
            assertThat(callers.get(1).answer().reply().status()).isEqualTo(200);
        }

        @Test
        void of_the_first_ends_nothing_within_the_reply() {
            List<PacedReader> readers = reading(begunWith(2));
            send(EVENT);

            readers.get(0).leave();
            shared.loops.settle();
            send(LAST);
            end();

            assertThat(readers.get(0).text()).isEqualTo(EVENT);
            assertThat(readers.get(0).ending()).isEqualTo("open");
            assertThat(readers.get(1).text()).isEqualTo(EVENT + LAST);
            assertThat(shared.cache.count()).isEqualTo(1);
        }

        @Test
        void of_the_last_abandons_the_call_before_the_reply() {
            List<Caller> callers = shared.callers(2);

            callers.forEach(caller -> caller.left.complete(null));
            shared.loops.settle();

            assertThat(shared.call().isAbandoned()).isTrue();
            assertThatThrownBy(callers.get(1)::answer).hasMessageContaining("CallerLeft");
        }

        @Test
        void of_the_last_cancels_the_reply_at_once_and_keeps_nothing() {
            List<PacedReader> readers = reading(begunWith(2));
            send(EVENT);

            readers.forEach(PacedReader::leave);
            shared.loops.settle();

            assertThat(shared.call().chunks.isCancelled()).isTrue();
            assertThat(shared.cache.count()).isZero();
        }

        @Test
        void of_everybody_cancels_a_reply_that_comes_all_the_same() {
            Caller caller = shared.caller();
            caller.left.complete(null);
            shared.loops.settle();

            streams();

            assertThat(shared.call().chunks.isCancelled()).isTrue();
        }

        @Test
        void after_the_reply_was_told_is_done_by_cancelling_alone() {
            List<Caller> callers = begunWith(1);

            callers.get(0).left.complete(null);
            shared.loops.settle();

            assertThat(shared.call().chunks.isCancelled()).isFalse();
            callers.get(0).reader().leave();
            shared.loops.settle();
        }

        @Test
        void makes_room_for_a_new_flight() {
            List<PacedReader> readers = reading(begunWith(1));
            readers.get(0).leave();
            shared.loops.settle();

            Caller next = shared.caller();

            assertThat(shared.calls).hasSize(2);
            next.left.complete(null);
            shared.loops.settle();
        }
    }

    @Nested
    class Failing {
        @Test
        void of_the_provider_is_everybodys_failure() {
            List<Caller> callers = shared.callers(3);
            ProblemException failure =
                    new ProblemException(new Problem.ProviderFailed(new ProviderId("openai"), "refused"));

            shared.call().reply.completeExceptionally(failure);
            shared.loops.settle();

            assertThat(callers)
                    .allSatisfy(caller -> assertThatThrownBy(caller::answer).hasCause(failure));
            assertThat(shared.calls).hasSize(1);
        }

        @Test
        void of_the_gateway_for_the_first_lets_the_others_try_again() {
            List<Caller> callers = shared.callers(3);

            shared.call().reply.completeExceptionally(new ProblemException(new Problem.Unsupported("this")));
            shared.loops.settle();

            assertThat(callers.get(0).answer).isCompletedExceptionally();
            assertThat(shared.calls).hasSize(2);
            shared.calls.get(1).answers(200, "{}");
            shared.loops.settle();
            assertThat(callers.get(1).answer().source())
                    .isNotEqualTo(callers.get(2).answer().source());
        }

        @Test
        void of_the_gateway_again_and_again_makes_everybody_call_for_themselves() {
            int count = 20;
            shared.callers(count);

            for (int i = 0; i < shared.calls.size(); i++) {
                shared.calls.get(i).reply.completeExceptionally(new ProblemException(new Problem.Busy("full")));
                shared.loops.settle();
            }

            assertThat(shared.calls).hasSize(count);
        }

        @Test
        void with_an_error_of_the_provider_is_shared_by_those_who_waited_but_nobody_else() {
            List<Caller> callers = shared.callers(2);
            shared.call().streams(429, "application/json");
            shared.loops.settle();
            List<PacedReader> readers = reading(callers);

            Caller late = shared.caller();
            shared.calls.get(0).chunks.send("{\"error\":1}").end();
            shared.loops.settle();

            assertThat(callers).allSatisfy(caller -> {
                assertThat(caller.answer().reply().status()).isEqualTo(429);
                assertThat(caller.answer().isHit()).isFalse();
            });
            assertThat(readers).allSatisfy(reader -> assertThat(reader.text()).isEqualTo("{\"error\":1}"));
            assertThat(shared.calls).hasSize(2);
            assertThat(shared.cache.count()).isZero();
            late.left.complete(null);
            shared.loops.settle();
        }

        @Test
        void in_the_middle_cuts_everybody_short_after_what_had_come() {
            List<PacedReader> readers = reading(begunWith(2));
            send(EVENT);

            shared.call().chunks.breakOff();
            shared.loops.settle();

            assertThat(readers).allSatisfy(reader -> {
                assertThat(reader.text()).isEqualTo(EVENT);
                assertThat(reader.ending()).isEqualTo("broken");
            });
            assertThat(shared.cache.count()).isZero();
        }

        @Test
        void by_a_bug_in_the_call_leaves_nobody_waiting() {
            SharedCalls.Caller caller = shared.caller();

            shared.call().reply.completeExceptionally(new IllegalStateException("bug"));
            shared.loops.settle();

            assertThatThrownBy(caller::answer).hasMessageContaining("bug");
        }
    }

    private List<Caller> begunWith(int count) {
        List<Caller> callers = shared.callers(count);
        streams();
        return callers;
    }
}
