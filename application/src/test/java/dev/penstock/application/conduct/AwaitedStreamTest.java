package dev.penstock.application.conduct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.FakeAlarm;
import dev.penstock.application.port.FakeAnswerForms;
import dev.penstock.application.port.FakeChunks;
import dev.penstock.application.port.FakeReader;
import dev.penstock.domain.inference.Body;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AwaitedStreamTest {
    private static final Duration STALL = Duration.ofSeconds(30);

    private final FakeAlarm alarm = new FakeAlarm();
    private final FakeChunks provider = new FakeChunks();
    private final CompletableFuture<Void> abandoned = new CompletableFuture<>();

    private CompletableFuture<Flow.Publisher<ByteBuffer>> await(
            boolean strict, boolean tells, @Nullable Duration stall) {
        AwaitedStream.Terms terms = new AwaitedStream.Terms(
                new FakeAnswerForms.Lines(), stall, strict, tells, alarm, alarm.clock(Instant.EPOCH));
        return AwaitedStream.of(provider, terms, abandoned).toCompletableFuture();
    }

    private CompletableFuture<Flow.Publisher<ByteBuffer>> await() {
        return await(false, false, STALL);
    }

    private static FakeReader read(CompletableFuture<Flow.Publisher<ByteBuffer>> stream) {
        assertThat(stream).isCompleted();
        return FakeReader.of(new Body.Streamed(stream.join(), -1));
    }

    private static String reason(CompletableFuture<?> failed) {
        return failed.handle((done, failure) -> {
                    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                    return ((AnswerBrokenException) cause).reason();
                })
                .join();
    }

    @Nested
    class Before_the_first_content {
        @Test
        void nothing_is_shown() {
            CompletableFuture<?> stream = await();

            provider.send("~\n~\n");

            assertThat(stream).isNotDone();
            assertThat(provider.requested()).isEqualTo(2);
        }

        @Test
        void an_end_is_a_failure() {
            CompletableFuture<?> stream = await();

            provider.send("~\n").end();

            assertThat(reason(stream)).isEqualTo("the stream ended before the answer was whole");
        }

        @Test
        void an_error_of_the_provider_is_a_failure_and_ends_the_call() {
            CompletableFuture<?> stream = await();

            provider.send("~\n#sorry\n");

            assertThat(reason(stream)).contains("said inside the stream that it failed");
            assertThat(provider.isCancelled()).isTrue();
            assertThat(alarm.pending()).isZero();
        }

        @Test
        void silence_is_a_failure_after_the_stall_limit() {
            CompletableFuture<?> stream = await();

            alarm.pass(STALL.minusMillis(1));
            assertThat(stream).isNotDone();
            alarm.pass(Duration.ofMillis(1));

            assertThat(reason(stream)).isEqualTo("the stream was silent for 30000 ms");
            assertThat(provider.isCancelled()).isTrue();
        }

        @Test
        void the_call_ends_when_nobody_waits_any_more() {
            CompletableFuture<?> stream = await();

            abandoned.complete(null);

            assertThat(stream).isCompletedExceptionally();
            assertThat(provider.isCancelled()).isTrue();
        }

        @Test
        void a_mebibyte_of_openings_is_too_much() {
            CompletableFuture<?> stream = await();

            provider.send("~" + "x".repeat(1024 * 1024) + "\n");

            assertThat(reason(stream)).contains("too much before it began");
        }

        @Test
        void an_answer_that_closes_without_content_is_an_answer() {
            CompletableFuture<Flow.Publisher<ByteBuffer>> stream = await();

            provider.send("~\n.\n!\n").end();

            assertThat(read(stream).text()).isEqualTo("~\n.\n!\n");
        }
    }

    @Nested
    class After_it {
        @Test
        void everything_passes_as_it_came() {
            CompletableFuture<Flow.Publisher<ByteBuffer>> stream = await();
            provider.send("~\n=one\n");

            FakeReader reader = read(stream);
            provider.send("=tw").send("o\n.\n").send("!\n").end();

            assertThat(reader.text()).isEqualTo("~\n=one\n=two\n.\n!\n");
            assertThat(reader.ending()).isEqualTo("complete");
            assertThat(alarm.pending()).isZero();
        }

        @Test
        void no_more_is_asked_of_the_provider_than_the_reader_wants() {
            CompletableFuture<Flow.Publisher<ByteBuffer>> stream = await();
            provider.send("=one\n");
            long before = provider.requested();

            stream.join().subscribe(new Reluctant());

            assertThat(provider.requested()).isEqualTo(before);
        }

        @Test
        void a_slow_reader_is_no_silence_of_the_provider() {
            CompletableFuture<Flow.Publisher<ByteBuffer>> stream = await();
            provider.send("=one\n");
            stream.join().subscribe(new Reluctant());

            alarm.pass(STALL.multipliedBy(3));

            assertThat(provider.isCancelled()).isFalse();
        }

        @Test
        void silence_breaks_it() {
            CompletableFuture<Flow.Publisher<ByteBuffer>> stream = await();
            provider.send("=one\n");
            FakeReader reader = read(stream);
            alarm.pass(STALL.minusMillis(1));
            provider.send("=two\n");

            alarm.pass(STALL.minusMillis(1));
            assertThat(reader.ending()).isEqualTo("open");
            alarm.pass(Duration.ofMillis(1));

            assertThat(reader.text()).isEqualTo("=one\n=two\n");
            assertThat(reader.ending()).isEqualTo("broken");
            assertThat(provider.isCancelled()).isTrue();
        }

        @Test
        void silence_is_taken_where_there_is_no_limit() {
            CompletableFuture<Flow.Publisher<ByteBuffer>> stream = await(false, false, null);
            provider.send("=one\n");
            FakeReader reader = read(stream);

            alarm.pass(Duration.ofHours(5));

            assertThat(reader.ending()).isEqualTo("open");
        }

        @Test
        void an_early_end_breaks_it() {
            CompletableFuture<Flow.Publisher<ByteBuffer>> stream = await();
            provider.send("=one\n");
            FakeReader reader = read(stream);

            provider.end();

            assertThat(reader.ending()).isEqualTo("broken");
        }

        @Test
        void the_reader_is_told_inside_the_stream_where_nobody_else_tells() {
            CompletableFuture<Flow.Publisher<ByteBuffer>> stream = await(false, true, STALL);
            provider.send("=one\n");
            FakeReader reader = read(stream);

            provider.breakOff();

            assertThat(reader.text()).isEqualTo("=one\n#The answer broke off: the provider broke off\n");
            assertThat(reader.ending()).isEqualTo("broken");
        }

        @Test
        void a_missing_last_event_is_supplied() {
            CompletableFuture<Flow.Publisher<ByteBuffer>> stream = await();
            provider.send("=one\n.\n");
            FakeReader reader = read(stream);

            provider.end();

            assertThat(reader.text()).isEqualTo("=one\n.\n!\n");
            assertThat(reader.ending()).isEqualTo("complete");
        }

        @Test
        void the_last_event_is_waited_for_two_seconds_only() {
            CompletableFuture<Flow.Publisher<ByteBuffer>> stream = await(false, false, null);
            provider.send("=one\n.\n");
            FakeReader reader = read(stream);

            alarm.pass(Duration.ofSeconds(2));

            assertThat(reader.text()).isEqualTo("=one\n.\n!\n");
            assertThat(reader.ending()).isEqualTo("complete");
            assertThat(provider.isCancelled()).isTrue();
        }

        @Test
        void an_event_that_cannot_be_read_is_left_out() {
            CompletableFuture<Flow.Publisher<ByteBuffer>> stream = await();
            provider.send("=one\n");
            FakeReader reader = read(stream);

            provider.send("?junk\n=two\n.\n!\n").end();

            assertThat(reader.text()).isEqualTo("=one\n=two\n.\n!\n");
        }

        @Test
        void many_of_them_break_it() {
            CompletableFuture<Flow.Publisher<ByteBuffer>> stream = await();
            provider.send("=one\n");
            FakeReader reader = read(stream);

            provider.send("?\n".repeat(9));

            assertThat(reader.ending()).isEqualTo("broken");
        }

        @Test
        void one_of_them_breaks_it_amid_a_call_of_a_tool() {
            CompletableFuture<Flow.Publisher<ByteBuffer>> stream = await();
            provider.send("={\n");
            FakeReader reader = read(stream);

            provider.send("?\n");

            assertThat(reader.ending()).isEqualTo("broken");
        }

        @Test
        void one_of_them_breaks_it_where_another_model_can_go_on() {
            CompletableFuture<Flow.Publisher<ByteBuffer>> stream = await(true, false, STALL);
            provider.send("=one\n");
            FakeReader reader = read(stream);

            provider.send("?\n");

            assertThat(reader.ending()).isEqualTo("broken");
        }

        @Test
        void the_call_ends_when_the_reader_leaves() {
            CompletableFuture<Flow.Publisher<ByteBuffer>> stream = await();
            provider.send("=one\n");
            FakeReader reader = read(stream);

            reader.leave();

            assertThat(provider.isCancelled()).isTrue();
            assertThat(alarm.pending()).isZero();
        }
    }

    /** Reads nothing. */
    private static final class Reluctant implements Flow.Subscriber<ByteBuffer> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {}

        @Override
        public void onNext(ByteBuffer chunk) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}
