package dev.penstock.vertx;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A paused stream of buffers as a publisher for one subscriber. What is not requested is not read, so the sender slows
 * down. Everything happens on the stream's own event loop.
 */
public final class ReadStreamPublisher implements Flow.Publisher<ByteBuffer> {
    private final ReadStream<Buffer> stream;
    private final Runnable abandon;
    private @Nullable Throwable brokenBefore;

    /**
     * @param stream paused by whoever got it, so that nothing is lost before the subscriber comes
     * @param abandon what to do when the subscriber cancels: end the exchange that the stream belongs to
     */
    public ReadStreamPublisher(ReadStream<Buffer> stream, Runnable abandon) {
        this.stream = stream;
        this.abandon = abandon;
        // A stream tells of its failure once, and that may be before anybody subscribes.
        stream.exceptionHandler(failure -> brokenBefore = failure);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        new Reading(stream, abandon, subscriber).begin(brokenBefore);
    }

    private static final class Reading implements Flow.Subscription {
        private final ReadStream<Buffer> stream;
        private final Runnable abandon;
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private boolean over;

        Reading(ReadStream<Buffer> stream, Runnable abandon, Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.stream = stream;
            this.abandon = abandon;
            this.subscriber = subscriber;
        }

        void begin(@Nullable Throwable brokenBefore) {
            if (brokenBefore == null) {
                stream.exceptionHandler(this::fail);
                stream.handler(this::chunk);
                stream.endHandler(ended -> complete());
            }
            subscriber.onSubscribe(this);
            if (brokenBefore != null) {
                fail(brokenBefore);
            }
        }

        private void chunk(Buffer chunk) {
            if (!over) {
                subscriber.onNext(Buffers.toBytes(chunk));
            }
        }

        private void complete() {
            if (!over) {
                over = true;
                subscriber.onComplete();
            }
        }

        private void fail(Throwable failure) {
            if (!over) {
                over = true;
                subscriber.onError(failure);
            }
        }

        @Override
        public void request(long n) {
            if (!over) {
                stream.fetch(n);
            }
        }

        @Override
        public void cancel() {
            if (!over) {
                over = true;
                abandon.run();
            }
        }
    }
}
