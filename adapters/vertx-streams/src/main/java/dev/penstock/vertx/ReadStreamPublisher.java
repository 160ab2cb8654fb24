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
    private @Nullable Throwable earlyFailure;

    /**
     * @param stream paused by whoever got it, so that nothing is lost before the subscriber comes
     * @param abandon what to do when the subscriber cancels: end the exchange that the stream belongs to
     */
    public ReadStreamPublisher(ReadStream<Buffer> stream, Runnable abandon) {
        this.stream = stream;
        this.abandon = abandon;
        stream.exceptionHandler(failure -> earlyFailure = failure);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        Reading reading = new Reading(stream, abandon, subscriber);
        reading.begin();
        if (earlyFailure != null) {
            reading.fail(earlyFailure);
        }
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

        void begin() {
            stream.handler(this::chunk);
            stream.exceptionHandler(this::fail);
            stream.endHandler(ended -> complete());
            subscriber.onSubscribe(this);
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
