package dev.penstock.providers;

import dev.penstock.domain.inference.Body;
import dev.penstock.providers.chat.UnreadableReplyException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads a body to its end, as far as a bound. */
final class WholeReader implements Flow.Subscriber<ByteBuffer> {
    private static final int MOST_BYTES = 25 * 1024 * 1024;

    private final CompletableFuture<ByteBuffer> whole = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;

    private WholeReader() {}

    /** All bytes; fails as the body does, and with an {@link UnreadableReplyException} when it is longer than 25 MiB. */
    static CompletionStage<ByteBuffer> read(Body body) {
        return switch (body) {
            case Body.Whole(ByteBuffer all) -> CompletableFuture.completedFuture(all);
            case Body.Streamed streamed -> {
                WholeReader reader = new WholeReader();
                streamed.chunks().subscribe(reader);
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
        if (bytes.size() + chunk.remaining() > MOST_BYTES) {
            whole.completeExceptionally(new UnreadableReplyException("the reply is too long to be translated"));
            if (subscription != null) {
                subscription.cancel();
            }
            return;
        }
        bytes.write(Bytes.of(chunk), Bytes.offset(chunk), chunk.remaining());
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(ByteBuffer.wrap(bytes.toByteArray()));
    }
}
