package dev.penstock.providers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads a body that comes in pieces to its end, as far as a bound. */
final class WholeReader implements Flow.Subscriber<ByteBuffer> {
    private static final int MOST_BYTES = 25 * 1024 * 1024;

    private final CompletableFuture<ByteBuffer> whole = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;

    private WholeReader() {}

    /** All bytes; fails when the body breaks off or is longer than 25 MiB. */
    static CompletionStage<ByteBuffer> read(Flow.Publisher<ByteBuffer> chunks) {
        WholeReader reader = new WholeReader();
        chunks.subscribe(reader);
        return reader.whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer chunk) {
        if (bytes.size() + chunk.remaining() > MOST_BYTES) {
            if (subscription != null) {
                subscription.cancel();
            }
            whole.completeExceptionally(new IOException("the reply is too long to be translated"));
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
