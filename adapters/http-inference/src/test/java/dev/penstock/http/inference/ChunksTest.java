package dev.penstock.http.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChunksTest {
    private static final long SEED = 20_261_121;

    private static ByteBuffer chunk(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<ByteBuffer> chunks(String... texts) {
        return List.of(texts).stream().map(ChunksTest::chunk).toList();
    }

    @Nested
    class Prefixed_chunks {
        @Test
        void come_first_and_the_rest_after_them_whatever_is_asked_for_at_a_time() {
            SplittableRandom random = new SplittableRandom(SEED);
            for (int round = 0; round < 200; round++) {
                Source rest = new Source("c", "d", "e");
                Sink sink = new Sink();
                new PrefixedChunks(chunks("a", "b"), rest).subscribe(sink);

                while (!sink.complete) {
                    long before = sink.asked;
                    sink.request(1 + random.nextInt(4));
                    assertThat(sink.taken.size())
                            .as("seed %d, round %d", SEED, round)
                            .isLessThanOrEqualTo((int) Math.max(sink.asked, before));
                }

                assertThat(sink.text()).as("seed %d, round %d", SEED, round).isEqualTo("abcde");
            }
        }

        @Test
        void bring_nothing_before_it_is_asked_for() {
            Source rest = new Source("c");
            Sink sink = new Sink();

            new PrefixedChunks(chunks("a", "b"), rest).subscribe(sink);

            assertThat(sink.taken).isEmpty();
            sink.request(1);
            assertThat(sink.text()).isEqualTo("a");
        }

        @Test
        void leave_the_rest_alone_once_cancelled() {
            Source rest = new Source("c");
            Sink sink = new Sink();
            new PrefixedChunks(chunks("a", "b"), rest).subscribe(sink);
            sink.request(1);

            sink.cancel();
            sink.request(5);

            assertThat(sink.text()).isEqualTo("a");
            assertThat(rest.subscribed).isFalse();
        }

        @Test
        void cancel_the_rest_once_it_passes() {
            Source rest = new Source("c", "d");
            Sink sink = new Sink();
            new PrefixedChunks(chunks("a"), rest).subscribe(sink);
            sink.request(2);

            sink.cancel();

            assertThat(rest.cancelled).isTrue();
            assertThat(sink.text()).isEqualTo("ac");
        }
    }

    @Nested
    class Bounded_chunks {
        @Test
        void pass_up_to_the_limit() {
            Sink sink = new Sink();

            new BoundedChunks(new Source("ab", "cd"), 4).subscribe(sink);
            sink.request(10);

            assertThat(sink.text()).isEqualTo("abcd");
            assertThat(sink.complete).isTrue();
        }

        @Test
        void fail_with_the_limit_beyond_it_and_cancel_their_source() {
            Source source = new Source("ab", "cd", "e", "f");
            Sink sink = new Sink();

            new BoundedChunks(source, 4).subscribe(sink);
            sink.request(10);

            assertThat(sink.text()).isEqualTo("abcd");
            assertThat(sink.complete).isFalse();
            assertThat(sink.failure)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refusal -> assertThat(refusal.problem()).isEqualTo(new Problem.TooLarge(4)));
            assertThat(source.cancelled).isTrue();
        }
    }

    /** Chunks that come as they are asked for. */
    private static final class Source implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
        private final Queue<ByteBuffer> chunks;
        private Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
        private boolean subscribed;
        private boolean cancelled;

        Source(String... chunks) {
            this.chunks = new ArrayDeque<>(chunks(chunks));
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> next) {
            subscribed = true;
            subscriber = next;
            next.onSubscribe(this);
        }

        @Override
        public void request(long n) {
            for (long i = 0; i < n && subscriber != null; i++) {
                if (cancelled) {
                    return;
                }
                ByteBuffer chunk = chunks.poll();
                if (chunk != null) {
                    subscriber.onNext(chunk);
                }
                if (chunks.isEmpty() && !cancelled) {
                    subscriber.onComplete();
                    subscriber = null;
                }
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private static final class Sink implements Flow.Subscriber<ByteBuffer> {
        private final List<String> taken = new ArrayList<>();
        private Flow.@Nullable Subscription subscription;
        private @Nullable Throwable failure;
        private boolean complete;
        private long asked;

        void request(long n) {
            asked += n;
            if (subscription != null) {
                subscription.request(n);
            }
        }

        void cancel() {
            if (subscription != null) {
                subscription.cancel();
            }
        }

        String text() {
            return String.join("", taken);
        }

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            subscription = begun;
        }

        @Override
        public void onNext(ByteBuffer chunk) {
            taken.add(StandardCharsets.UTF_8.decode(chunk).toString());
        }

        @Override
        public void onError(Throwable broken) {
            failure = broken;
        }

        @Override
        public void onComplete() {
            complete = true;
        }
    }
}
