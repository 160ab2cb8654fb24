package dev.penstock.http.inference;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Chunks with something before and something behind them. What stands behind comes only when they end well. For one
 * subscriber on one event loop.
 */
record FramedChunks(ByteBuffer before, Flow.Publisher<ByteBuffer> chunks, ByteBuffer behind)
        implements Flow.Publisher<ByteBuffer> {
    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        new PrefixedChunks(List.of(before), chunks).subscribe(new Closing(subscriber, behind));
    }

    private static final class Closing implements Flow.Subscription, Flow.Subscriber<ByteBuffer> {
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final ByteBuffer behind;
        private Flow.@Nullable Subscription arriving;
        private long wanted;
        private boolean ended;
        private boolean over;

        Closing(Flow.Subscriber<? super ByteBuffer> subscriber, ByteBuffer behind) {
            this.subscriber = subscriber;
            this.behind = behind;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            arriving = subscription;
            subscriber.onSubscribe(this);
        }

        @Override
        public void request(long n) {
            wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + n;
            if (ended) {
                close();
            } else {
                Objects.requireNonNull(arriving).request(n);
            }
        }

        @Override
        public void cancel() {
            over = true;
            Objects.requireNonNull(arriving).cancel();
        }

        @Override
        public void onNext(ByteBuffer chunk) {
            wanted--;
            subscriber.onNext(chunk);
        }

        @Override
        public void onError(Throwable failure) {
            over = true;
            subscriber.onError(failure);
        }

        @Override
        public void onComplete() {
            ended = true;
            close();
        }

        private void close() {
            if (!over && wanted > 0) {
                over = true;
                subscriber.onNext(behind);
                subscriber.onComplete();
            }
        }
    }
}
