package dev.penstock.application.conduct;

import dev.penstock.domain.inference.Body;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads a body to its end, as far as a bound. */
public final class WholeBody implements Flow.Subscriber<ByteBuffer> {
    private final CompletableFuture<ByteBuffer> whole = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final long mostBytes;
    private Flow.@Nullable Subscription subscription;

    private WholeBody(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * All bytes; fails with an {@link AnswerBrokenException} when they are cut short or more than these.
     *
     * @param abandoned completes when nobody waits for them any more
     */
    public static CompletionStage<ByteBuffer> read(Body body, long mostBytes, CompletionStage<Void> abandoned) {
        return switch (body) {
            case Body.Whole(ByteBuffer all) -> CompletableFuture.completedFuture(all);
            case Body.Streamed streamed -> {
                WholeBody reader = new WholeBody(mostBytes);
                streamed.chunks().subscribe(reader);
                abandoned.thenRun(() -> reader.giveUp("nobody waits for it"));
                yield reader.whole;
            }
        };
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer chunk) {
        if (whole.isDone()) {
            return;
        }
        if (bytes.size() + chunk.remaining() > mostBytes) {
            giveUp("the answer is too long to be looked at as a whole");
            return;
        }
        byte[] copy = new byte[chunk.remaining()];
        chunk.duplicate().get(copy);
        bytes.writeBytes(copy);
    }

    private void giveUp(String reason) {
        if (whole.completeExceptionally(new AnswerBrokenException(reason)) && subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(new AnswerBrokenException("the provider broke off"));
    }

    @Override
    public void onComplete() {
        whole.complete(ByteBuffer.wrap(bytes.toByteArray()));
    }
}
