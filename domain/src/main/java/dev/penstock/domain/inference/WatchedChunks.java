package dev.penstock.domain.inference;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** A body that is watched while it passes: each chunk as it goes by, and how it ended, told once and before the reader hears of it. */
public record WatchedChunks(Flow.Publisher<ByteBuffer> chunks, Consumer<ByteBuffer> onChunk, Consumer<Ending> onEnd)
        implements Flow.Publisher<ByteBuffer> {
    /** How a body ended. */
    public enum Ending {
        /** All of it passed. */
        COMPLETE,
        /** It was cut short. */
        FAILED,
        /** Its reader left. */
        CANCELLED
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> reader) {
        chunks.subscribe(new Watcher(reader, onChunk, onEnd));
    }

    private static final class Watcher implements Flow.Subscriber<ByteBuffer> {
        private final Flow.Subscriber<? super ByteBuffer> reader;
        private final Consumer<ByteBuffer> onChunk;
        private final Consumer<Ending> onEnd;
        private boolean ended;

        Watcher(Flow.Subscriber<? super ByteBuffer> reader, Consumer<ByteBuffer> onChunk, Consumer<Ending> onEnd) {
            this.reader = reader;
            this.onChunk = onChunk;
            this.onEnd = onEnd;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            reader.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {
                    subscription.request(n);
                }

                @Override
                public void cancel() {
                    subscription.cancel();
                    end(Ending.CANCELLED);
                }
            });
        }

        @Override
        public void onNext(ByteBuffer chunk) {
            if (ended) {
                return;
            }
            onChunk.accept(chunk.duplicate());
            reader.onNext(chunk);
        }

        @Override
        public void onError(Throwable failure) {
            if (end(Ending.FAILED)) {
                reader.onError(failure);
            }
        }

        @Override
        public void onComplete() {
            if (end(Ending.COMPLETE)) {
                reader.onComplete();
            }
        }

        /** Whether this is the end, and not something that was on its way when it came. */
        private boolean end(Ending ending) {
            if (ended) {
                return false;
            }
            ended = true;
            onEnd.accept(ending);
            return true;
        }
    }
}
