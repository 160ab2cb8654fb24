package dev.penstock.application.port;

import dev.penstock.domain.inference.Body;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads a body to its end, whole or streamed, and remembers how it ended. For one thread. */
public final class FakeReader implements Flow.Subscriber<ByteBuffer> {
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;
    private String ending = "open";

    public static FakeReader of(Body body) {
        FakeReader reader = new FakeReader();
        switch (body) {
            case Body.Whole whole -> {
                reader.onNext(whole.bytes());
                reader.onComplete();
            }
            case Body.Streamed streamed -> streamed.chunks().subscribe(reader);
        }
        return reader;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer chunk) {
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(bytes);
        read.writeBytes(bytes);
    }

    @Override
    public void onError(Throwable failure) {
        ending = "broken";
    }

    @Override
    public void onComplete() {
        ending = "complete";
    }

    public void leave() {
        Objects.requireNonNull(subscription).cancel();
    }

    public byte[] bytes() {
        return read.toByteArray();
    }

    public String text() {
        return read.toString(StandardCharsets.UTF_8);
    }

    /** {@code open}, {@code complete} or {@code broken}. */
    public String ending() {
        return ending;
    }
}
