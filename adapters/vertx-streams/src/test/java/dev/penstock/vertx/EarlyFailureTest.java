package dev.penstock.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A stream tells of its failure once, to whoever listens then. */
class EarlyFailureTest {
    private final OneStream stream = new OneStream();
    private final Listener listener = new Listener();

    @Test
    void is_told_to_a_subscriber_that_comes_after_it() {
        ReadStreamPublisher publisher = new ReadStreamPublisher(stream, () -> {});
        IOException failure = new IOException("the other side left");

        stream.fail(failure);
        publisher.subscribe(listener);

        assertThat(listener.heard).containsExactly("subscribed", "failed: the other side left");
    }

    @Test
    void is_not_told_twice() {
        ReadStreamPublisher publisher = new ReadStreamPublisher(stream, () -> {});

        publisher.subscribe(listener);
        stream.fail(new IOException("the other side left"));
        stream.fail(new IOException("again"));

        assertThat(listener.heard).containsExactly("subscribed", "failed: the other side left");
    }

    private static final class Listener implements Flow.Subscriber<ByteBuffer> {
        private final List<String> heard = new ArrayList<>();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            heard.add("subscribed");
        }

        @Override
        public void onNext(ByteBuffer chunk) {
            heard.add("chunk");
        }

        @Override
        public void onError(Throwable failure) {
            heard.add("failed: " + failure.getMessage());
        }

        @Override
        public void onComplete() {
            heard.add("complete");
        }
    }

    /** Breaks when told to. */
    private static final class OneStream implements ReadStream<Buffer> {
        private @Nullable Handler<Throwable> failed;

        void fail(Throwable failure) {
            if (failed != null) {
                failed.handle(failure);
            }
        }

        @Override
        public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
            failed = handler;
            return this;
        }

        @Override
        public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
            return this;
        }

        @Override
        public ReadStream<Buffer> pause() {
            return this;
        }

        @Override
        public ReadStream<Buffer> resume() {
            return this;
        }

        @Override
        public ReadStream<Buffer> fetch(long amount) {
            return this;
        }

        @Override
        public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
            return this;
        }
    }
}
