package dev.penstock.application.port;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A body whose chunks come when the test says so. For one subscriber and one thread. */
public final class FakeChunks implements Flow.Publisher<ByteBuffer> {
    private Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
    private long requested;
    private boolean cancelled;

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> reader) {
        if (subscriber != null) {
            throw new IllegalStateException("a body is read once");
        }
        subscriber = reader;
        reader.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                requested += n;
            }

            @Override
            public void cancel() {
                cancelled = true;
            }
        });
    }

    public FakeChunks send(String chunk) {
        reader().onNext(ByteBuffer.wrap(chunk.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    public void end() {
        reader().onComplete();
    }

    public void breakOff() {
        reader().onError(new IllegalStateException("the body broke off"));
    }

    public long requested() {
        return requested;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    private Flow.Subscriber<? super ByteBuffer> reader() {
        return Objects.requireNonNull(subscriber, "nobody reads this body yet");
    }
}
