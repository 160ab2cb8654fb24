package dev.penstock.http.inference;

import dev.penstock.domain.inference.Body;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads the beginning of a body: as much as an error takes. What breaks off counts as far as it came. */
final class GatheredBody implements Flow.Subscriber<ByteBuffer> {
    private static final int MOST_BYTES = 64 * 1024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> gathered = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    private GatheredBody() {}

    static CompletionStage<byte[]> of(Body body) {
        GatheredBody reader = new GatheredBody();
        switch (body) {
            case Body.Whole whole -> {
                reader.onNext(whole.bytes());
                reader.onComplete();
            }
            case Body.Streamed streamed -> streamed.chunks().subscribe(reader);
        }
        return reader.gathered;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer chunk) {
        byte[] next = new byte[Math.min(chunk.remaining(), MOST_BYTES - bytes.size())];
        chunk.duplicate().get(next);
        bytes.writeBytes(next);
        if (bytes.size() == MOST_BYTES && subscription != null) {
            subscription.cancel();
            onComplete();
        }
    }

    @Override
    public void onError(Throwable failure) {
        onComplete();
    }

    @Override
    public void onComplete() {
        gathered.complete(bytes.toByteArray());
    }
}
