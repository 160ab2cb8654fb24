package dev.penstock.providers;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A reader that takes no more than it is told to. */
final class Reading implements Flow.Subscriber<ByteBuffer> {
    private final ClientLoop loop;
    private final CompletableFuture<Flow.Subscription> begun = new CompletableFuture<>();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicInteger chunks = new AtomicInteger();
    private final AtomicLong size = new AtomicLong();

    Reading(ClientLoop loop) {
        this.loop = loop;
    }

    void request(long n) {
        Flow.Subscription subscription = ClientLoop.outcome(begun);
        loop.run(() -> subscription.request(n));
    }

    void cancel() {
        Flow.Subscription subscription = ClientLoop.outcome(begun);
        loop.run(subscription::cancel);
    }

    int chunks() {
        return chunks.get();
    }

    long size() {
        return size.get();
    }

    boolean over() {
        return whole.isDone();
    }

    byte[] soFar() {
        return bytes.toByteArray();
    }

    /** Everything, once it ended well. */
    byte[] whole() {
        return ClientLoop.outcome(whole);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        begun.complete(subscription);
    }

    @Override
    public void onNext(ByteBuffer chunk) {
        size.addAndGet(chunk.remaining());
        bytes.writeBytes(ClientLoop.bytes(chunk));
        chunks.incrementAndGet();
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(bytes.toByteArray());
    }
}
