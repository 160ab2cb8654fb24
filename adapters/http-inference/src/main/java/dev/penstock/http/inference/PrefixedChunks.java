package dev.penstock.http.inference;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Chunks that are here already, followed by those that still arrive. For one subscriber on one event loop. */
record PrefixedChunks(List<ByteBuffer> here, Flow.Publisher<ByteBuffer> rest) implements Flow.Publisher<ByteBuffer> {
    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Passing(new ArrayDeque<>(here), rest, subscriber));
    }

    private static final class Passing implements Flow.Subscription, Flow.Subscriber<ByteBuffer> {
        private final Queue<ByteBuffer> here;
        private final Flow.Publisher<ByteBuffer> rest;
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private Flow.@Nullable Subscription arriving;
        private long wanted;
        private boolean passing;
        private boolean over;

        Passing(
                Queue<ByteBuffer> here,
                Flow.Publisher<ByteBuffer> rest,
                Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.here = here;
            this.rest = rest;
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            if (over) {
                return;
            }
            if (arriving != null) {
                arriving.request(n);
                return;
            }
            wanted += n;
            if (!passing) {
                passing = true;
                pass();
                passing = false;
            }
        }

        private void pass() {
            while (wanted > 0 && !here.isEmpty()) {
                wanted--;
                subscriber.onNext(here.remove());
            }
            if (here.isEmpty() && arriving == null && !over) {
                rest.subscribe(this);
            }
        }

        @Override
        public void cancel() {
            over = true;
            here.clear();
            wanted = 0;
            if (arriving != null) {
                arriving.cancel();
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            arriving = subscription;
            if (wanted > 0) {
                subscription.request(wanted);
            }
        }

        @Override
        public void onNext(ByteBuffer chunk) {
            subscriber.onNext(chunk);
        }

        @Override
        public void onError(Throwable failure) {
            subscriber.onError(failure);
        }

        @Override
        public void onComplete() {
            subscriber.onComplete();
        }
    }
}
