package dev.penstock.application.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.penstock.domain.inference.Body;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads a streamed body only as far as the test lets it. Its words may be read on another thread. */
final class PacedReader implements Flow.Subscriber<ByteBuffer> {
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private volatile Flow.@Nullable Subscription subscription;
    private @Nullable Executor stepping;
    private volatile String ending = "open";

    static PacedReader of(CacheAnswer answer) {
        PacedReader reader = new PacedReader();
        if (answer.reply().body() instanceof Body.Streamed streamed) {
            streamed.chunks().subscribe(reader);
            return reader;
        }
        throw new AssertionError("not a stream");
    }

    PacedReader ask(long chunks) {
        Objects.requireNonNull(subscription).request(chunks);
        return this;
    }

    PacedReader askForAll() {
        return ask(Long.MAX_VALUE);
    }

    /** Asks for the next one only some time after it has the one before. */
    PacedReader askOneByOne(Executor loop) {
        stepping = loop;
        return ask(1);
    }

    void leave() {
        Objects.requireNonNull(subscription).cancel();
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
    }

    @Override
    public void onNext(ByteBuffer chunk) {
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(bytes);
        read.writeBytes(bytes);
        if (stepping != null) {
            stepping.execute(() -> ask(1));
        }
    }

    @Override
    public void onError(Throwable failure) {
        ending = "broken";
    }

    @Override
    public void onComplete() {
        ending = "complete";
    }

    String text() {
        return read.toString(UTF_8);
    }

    int length() {
        return read.size();
    }

    /** {@code open}, {@code complete} or {@code broken}. */
    String ending() {
        return ending;
    }
}
