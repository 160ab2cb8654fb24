package dev.penstock.http.inference;

import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A body of unknown length that fails once it is longer than allowed. */
record BoundedChunks(Flow.Publisher<ByteBuffer> chunks, long most) implements Flow.Publisher<ByteBuffer> {
    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        chunks.subscribe(new Counting(subscriber, most));
    }

    private static final class Counting implements Flow.Subscriber<ByteBuffer> {
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final long most;
        private Flow.@Nullable Subscription subscription;
        private long passed;

        Counting(Flow.Subscriber<? super ByteBuffer> subscriber, long most) {
            this.subscriber = subscriber;
            this.most = most;
        }

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            subscription = begun;
            subscriber.onSubscribe(begun);
        }

        @Override
        public void onNext(ByteBuffer chunk) {
            passed += chunk.remaining();
            if (passed <= most) {
                subscriber.onNext(chunk);
            } else if (subscription != null) {
                subscription.cancel();
                subscription = null;
                subscriber.onError(new ProblemException(new Problem.TooLarge(most)));
            }
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
