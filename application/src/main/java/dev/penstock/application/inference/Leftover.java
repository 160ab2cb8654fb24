package dev.penstock.application.inference;

import dev.penstock.application.port.Alarm;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.InferenceReply;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Reads a reply that no caller will see to its end, so that the log knows it and its connection can be used again; but no
 * more than a little, and not for long.
 */
final class Leftover implements Flow.Subscriber<ByteBuffer> {
    private static final long MOST_BYTES = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Alarm alarm;
    private Flow.@Nullable Subscription subscription;
    private Alarm.@Nullable Pending pending;
    private long read;

    private Leftover(Alarm alarm) {
        this.alarm = alarm;
    }

    static void discard(InferenceReply reply, Alarm alarm) {
        if (reply.body() instanceof Body.Streamed streamed) {
            streamed.chunks().subscribe(new Leftover(alarm));
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        pending = alarm.after(PATIENCE, begun::cancel);
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer chunk) {
        read += chunk.remaining();
        if (read > MOST_BYTES && subscription != null) {
            subscription.cancel();
            done();
        }
    }

    @Override
    public void onError(Throwable failure) {
        done();
    }

    @Override
    public void onComplete() {
        done();
    }

    private void done() {
        if (pending != null) {
            pending.cancel();
        }
    }
}
