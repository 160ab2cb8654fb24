package dev.penstock.vertx;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A body that is made as it is asked for, without recursion. For one reader and one event loop. */
abstract class OnDemand implements Flow.Publisher<ByteBuffer> {
    volatile boolean cancelled;

    /** The next chunk; null at the end. */
    abstract @Nullable ByteBuffer next();

    /** What the reader hears after the last chunk. */
    void finish(Flow.Subscriber<? super ByteBuffer> reader) {
        reader.onComplete();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> reader) {
        reader.onSubscribe(new Flow.Subscription() {
            private long wanted;
            private boolean bringing;
            private boolean finished;

            @Override
            public void request(long n) {
                wanted += n;
                if (bringing) {
                    return;
                }
                bringing = true;
                while (wanted > 0 && !cancelled && !finished) {
                    wanted--;
                    bring();
                }
                bringing = false;
            }

            private void bring() {
                ByteBuffer chunk = next();
                if (chunk == null) {
                    finished = true;
                    finish(reader);
                } else {
                    reader.onNext(chunk);
                }
            }

            @Override
            public void cancel() {
                cancelled = true;
            }
        });
    }
}
