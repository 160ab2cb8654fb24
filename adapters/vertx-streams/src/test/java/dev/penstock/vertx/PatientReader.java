package dev.penstock.vertx;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Counts bytes, and asks for the next chunk when it has read one; or, with a step of 0, only when it is told to. */
final class PatientReader implements Flow.Subscriber<ByteBuffer> {
    final CompletableFuture<Void> ended = new CompletableFuture<>();
    volatile long bytes;
    private final long step;
    private Flow.@Nullable Subscription subscription;

    PatientReader(long step) {
        this.step = step;
    }

    void request(long n) {
        Objects.requireNonNull(subscription).request(n);
    }

    void cancel() {
        Objects.requireNonNull(subscription).cancel();
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        readOn();
    }

    @Override
    public void onNext(ByteBuffer chunk) {
        long read = bytes + chunk.remaining();
        bytes = read;
        readOn();
    }

    private void readOn() {
        if (step > 0) {
            request(step);
        }
    }

    @Override
    public void onError(Throwable failure) {
        ended.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        ended.complete(null);
    }
}
