package dev.penstock.domain.inference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WatchedChunksTest {
    private final List<String> events = new ArrayList<>();
    private final Source source = new Source();
    private final Reader reader = new Reader();

    @BeforeEach
    void read() {
        new WatchedChunks(source, chunk -> events.add("saw " + text(chunk)), ending -> events.add("saw " + ending))
                .subscribe(reader);
    }

    @Test
    void shows_each_chunk_and_passes_it_on_unread() {
        source.send("one");
        source.send("two");

        assertThat(events).containsExactly("saw one", "read one", "saw two", "read two");
    }

    @Test
    void asks_for_as_much_as_its_reader_does() {
        reader.subscription().request(3);

        assertThat(source.requested).isEqualTo(3);
    }

    @Nested
    class Ending {
        @Test
        void is_told_before_the_reader_hears_of_it() {
            source.reader().onComplete();

            assertThat(events).containsExactly("saw COMPLETE", "read to the end");
        }

        @Test
        void is_told_when_the_body_breaks_off() {
            source.reader().onError(new IllegalStateException("gone"));

            assertThat(events).containsExactly("saw FAILED", "heard gone");
        }

        @Test
        void is_told_when_the_reader_leaves_and_the_source_is_let_go() {
            reader.subscription().cancel();

            assertThat(events).containsExactly("saw CANCELLED");
            assertThat(source.cancelled).isEqualTo(1);
        }

        @Test
        void is_told_once_when_the_reader_leaves_after_the_end() {
            source.reader().onComplete();

            reader.subscription().cancel();
            reader.subscription().cancel();

            assertThat(events).containsExactly("saw COMPLETE", "read to the end");
        }

        @Test
        void comes_after_every_chunk_even_when_some_were_on_their_way_as_the_reader_left() {
            reader.subscription().cancel();

            source.send("late");
            source.reader().onComplete();

            assertThat(events).containsExactly("saw CANCELLED");
        }
    }

    private static String text(ByteBuffer chunk) {
        return UTF_8.decode(chunk).toString();
    }

    private static final class Source implements Flow.Publisher<ByteBuffer> {
        private Flow.@Nullable Subscriber<? super ByteBuffer> reader;
        private long requested;
        private int cancelled;

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            reader = subscriber;
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {
                    requested += n;
                }

                @Override
                public void cancel() {
                    cancelled++;
                }
            });
        }

        Flow.Subscriber<? super ByteBuffer> reader() {
            return Objects.requireNonNull(reader);
        }

        void send(String chunk) {
            reader().onNext(ByteBuffer.wrap(chunk.getBytes(UTF_8)));
        }
    }

    private final class Reader implements Flow.Subscriber<ByteBuffer> {
        private Flow.@Nullable Subscription subscription;

        Flow.Subscription subscription() {
            return Objects.requireNonNull(subscription);
        }

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            subscription = begun;
        }

        @Override
        public void onNext(ByteBuffer chunk) {
            events.add("read " + text(chunk));
        }

        @Override
        public void onError(Throwable failure) {
            events.add("heard " + failure.getMessage());
        }

        @Override
        public void onComplete() {
            events.add("read to the end");
        }
    }
}
