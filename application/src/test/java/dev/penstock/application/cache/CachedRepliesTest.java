package dev.penstock.application.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.application.cache.CacheAnswer.Source;
import dev.penstock.application.cache.SharedCalls.Caller;
import dev.penstock.application.port.FakeReader;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.Metering;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CachedRepliesTest {
    private static final CacheWish STREAM = SharedCalls.wish(true, false, null);
    private static final CacheWish WHOLE = SharedCalls.wish(false, false, null);

    private final SharedCalls shared = new SharedCalls();

    @AfterEach
    void every_byte_of_the_budget_came_back() {
        assertThat(shared.budget.takenBytes()).isZero();
    }

    private FakeReader reads(Caller caller) {
        return FakeReader.of(caller.answer().reply().body());
    }

    private String again(CacheWish wish) {
        Caller next = shared.caller(wish);
        assertThat(next.answer().source()).isEqualTo(Source.KEPT);
        return reads(next).text();
    }

    @Nested
    class Keeping {
        @Test
        void gives_a_whole_answer_again_byte_for_byte() {
            Caller first = shared.caller(WHOLE);
            shared.call().answers(200, "{\"a\": 1}");

            Caller second = shared.caller(WHOLE);

            assertThat(first.answer().source()).isEqualTo(Source.CALL);
            assertThat(first.answer().isHit()).isFalse();
            assertThat(second.answer().isHit()).isTrue();
            InferenceReply reply = second.answer().reply();
            assertThat(reads(second).text()).isEqualTo("{\"a\": 1}");
            assertThat(reply.body()).isInstanceOf(Body.Whole.class);
            assertThat(reply.headers().get("content-type")).isEqualTo("application/json");
            assertThat(reply.headers().get("set-cookie")).isNull();
            assertThat(reply.origin().model()).isEqualTo("gpt-4o");
            assertThat(reply.meter().read()).isEqualTo(Metering.NONE);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void gives_a_stream_again_as_a_stream_byte_for_byte_however_it_was_cut(long seed) {
            Random random = new Random(seed);
            String body = "data: {\"choices\":[{\"delta\":\"\u00fc\u20ac\"}]}\n\n".repeat(8) + "data: [DONE]\n\n";
            Caller first = shared.caller(STREAM);
            shared.call().streams();
            FakeReader reader = reads(first);

            for (int from = 0; from < body.length(); ) {
                int to = Math.min(body.length(), from + 1 + random.nextInt(40));
                shared.call().chunks.send(body.substring(from, to));
                from = to;
            }
            shared.call().chunks.end();

            assertThat(reader.text()).isEqualTo(body);
            assertThat(again(STREAM)).isEqualTo(body);
            InferenceReply reply = shared.caller(STREAM).answer().reply();
            assertThat(reply.body()).isInstanceOf(Body.Streamed.class);
            assertThat(reply.headers().get("content-type")).isEqualTo(SharedCalls.STREAM);
        }

        @Test
        void replays_a_long_stream_no_faster_than_it_is_read() {
            ByteBuffer bytes = ByteBuffer.allocate(40_000);
            CacheAnswer answer = new CacheAnswer(
                    SharedCalls.reply(200, SharedCalls.STREAM, new Body.Streamed(new ReplayedChunks(bytes), -1)),
                    Source.KEPT);
            PacedReader reader = PacedReader.of(answer);

            assertThat(reader.length()).isZero();
            assertThat(reader.ask(1).length()).isEqualTo(16_384);
            assertThat(reader.ask(1).ending()).isEqualTo("open");
            assertThat(reader.ask(1).length()).isEqualTo(40_000);
            assertThat(reader.ending()).isEqualTo("complete");
        }

        @Test
        void a_reader_that_leaves_a_replay_hears_no_more() {
            PacedReader reader = PacedReader.of(new CacheAnswer(
                    SharedCalls.reply(
                            200,
                            SharedCalls.STREAM,
                            new Body.Streamed(new ReplayedChunks(ByteBuffer.allocate(40_000)), -1)),
                    Source.KEPT));

            reader.ask(1).leave();
            reader.ask(5);

            assertThat(reader.length()).isEqualTo(16_384);
            assertThat(reader.ending()).isEqualTo("open");
        }
    }

    @Nested
    class NotKeeping {
        private void assertNothingIsKept() {
            assertThat(shared.cache.count()).isZero();
        }

        @ParameterizedTest
        @ValueSource(ints = {201, 204, 301, 400, 401, 429, 500, 503})
        void anything_but_a_200(int status) {
            shared.caller(WHOLE);
            shared.call().answers(status, "{}");

            assertNothingIsKept();
        }

        @Test
        void a_body_that_broke_off() {
            Caller caller = shared.caller(STREAM);
            shared.call().streams();
            reads(caller);
            shared.call().chunks.send("data: [DONE]\n\n").breakOff();

            assertNothingIsKept();
        }

        @Test
        void a_body_whose_reader_left() {
            Caller caller = shared.caller(STREAM);
            shared.call().streams();
            FakeReader reader = reads(caller);
            shared.call().chunks.send("data: [DONE]\n\n");
            reader.leave();

            assertNothingIsKept();
            assertThat(shared.call().chunks.isCancelled()).isTrue();
        }

        @Test
        void a_stream_that_ends_without_its_last_word() {
            Caller caller = shared.caller(STREAM);
            shared.call().streams();
            reads(caller);
            shared.call().chunks.send("data: {\"choices\":[]}\n\n").end();

            assertNothingIsKept();
        }

        @Test
        void a_stream_that_nobody_asked_for() {
            Caller caller = shared.caller(WHOLE);
            shared.call().streams();
            reads(caller);
            shared.call().chunks.send("data: [DONE]\n\n").end();

            assertNothingIsKept();
        }

        @Test
        void a_body_over_the_bound() {
            Caller caller = shared.caller(WHOLE);
            shared.call().streams(200, "application/json");
            FakeReader reader = reads(caller);
            shared.call().chunks.send("x".repeat(SharedCalls.LARGEST)).send("y");

            assertThat(shared.budget.takenBytes()).isZero();
            shared.call().chunks.send("z").end();
            assertThat(reader.bytes()).hasSize(SharedCalls.LARGEST + 2);
            assertNothingIsKept();
        }

        @Test
        void a_body_for_which_there_is_no_memory_now() {
            shared.budget.take(100_000);

            shared.caller(WHOLE);
            shared.call().answers(200, "{}");

            assertNothingIsKept();
            shared.budget.give(100_000);
        }

        @Test
        void a_body_that_is_shorter_than_was_said() {
            Caller caller = shared.caller(WHOLE);
            Body cut = new Body.Streamed(shared.call().chunks, 10);
            shared.call().reply.complete(SharedCalls.reply(200, "application/json", cut));
            reads(caller);
            shared.call().chunks.send("123456789").end();

            assertNothingIsKept();
        }
    }

    @Nested
    class Asking {
        @Test
        void one_without_a_wish_has_nothing_to_do_with_the_cache() {
            shared.caller(null);
            shared.call().answers(200, "{}");
            Caller next = shared.caller(null);

            assertThat(shared.calls).hasSize(2);
            assertThat(shared.cache.count()).isZero();
            next.left.complete(null);
            assertThat(shared.calls.get(1).isAbandoned()).isTrue();
        }

        @Test
        void one_who_cannot_read_the_encoding_makes_a_call() {
            Caller first = shared.caller(SharedCalls.wish(false, false, "gzip"));
            Body packed = new Body.Whole(ByteBuffer.wrap("packed".getBytes(UTF_8)));
            InferenceReply plain = SharedCalls.reply(200, "application/json", packed);
            shared.call()
                    .reply
                    .complete(new InferenceReply(
                            200,
                            plain.headers().with("content-encoding", "gzip"),
                            packed,
                            plain.origin(),
                            plain.meter()));
            assertThat(first.answer().source()).isEqualTo(Source.CALL);

            shared.caller(WHOLE);

            assertThat(shared.calls).hasSize(2);
            assertThat(again(SharedCalls.wish(false, false, "br, gzip"))).isEqualTo("packed");
        }

        @Test
        void hears_of_a_failure_as_it_is() {
            Caller caller = shared.caller(WHOLE);

            shared.call().reply.completeExceptionally(new IllegalStateException("bug"));

            assertThatThrownBy(caller::answer).hasMessageContaining("bug");
        }
    }
}
