package dev.penstock.vertx;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a publisher brings into a stream, one chunk after another, and waits while the stream is full. For the
 * stream's own event loop.
 */
public final class WriteStreamSubscriber implements Flow.Subscriber<ByteBuffer> {
    private final WriteStream<Buffer> stream;
    private final Consumer<Throwable> cutShort;
    private Flow.@Nullable Subscription subscription;
    private @Nullable Future<Void> latest;
    private boolean over;
    private boolean passingOver;

    /**
     * @param cutShort what to do when the publisher fails: the stream must not look as if it had ended well
     */
    public WriteStreamSubscriber(WriteStream<Buffer> stream, Consumer<Throwable> cutShort) {
        this.stream = stream;
        this.cutShort = cutShort;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        if (passingOver) {
            begun.request(1);
            return;
        }
        if (over) {
            begun.cancel();
            return;
        }
        stream.drainHandler(drained -> more());
        begun.request(1);
    }

    @Override
    public void onNext(ByteBuffer chunk) {
        if (over) {
            skip();
            return;
        }
        latest = stream.write(Buffers.toVertx(chunk));
        if (!stream.writeQueueFull()) {
            more();
        }
    }

    private void more() {
        if (!over && subscription != null) {
            subscription.request(1);
        }
    }

    private void skip() {
        if (passingOver && subscription != null) {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (!over) {
            over = true;
            if (latest == null || latest.isComplete()) {
                cutShort.accept(failure);
            } else {
                // What was said before, perhaps why there is no more, is to be heard.
                latest.onComplete(written -> cutShort.accept(failure));
            }
        }
    }

    @Override
    public void onComplete() {
        if (!over) {
            over = true;
            stream.end();
        }
    }

    /**
     * Takes the rest without writing it: the stream takes no more, and may never say that it has drained, but whoever sends
     * is to get to the end.
     */
    public void passOver() {
        if (!over) {
            over = true;
            passingOver = true;
            skip();
        }
    }

    /** Whether nothing more will be written. */
    public boolean isOver() {
        return over;
    }

    /** The reader of the stream went away: nothing more is wanted. */
    public void cancel() {
        if (!over) {
            over = true;
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }
}
