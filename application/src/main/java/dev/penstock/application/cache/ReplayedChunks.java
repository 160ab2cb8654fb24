package dev.penstock.application.cache;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** Kept bytes as a stream again, as fast as its reader asks. Each reader starts at the beginning, and stays on one thread. */
record ReplayedChunks(ByteBuffer bytes) implements Flow.Publisher<ByteBuffer> {
    private static final int CHUNK = 16 * 1024;

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> reader) {
        reader.onSubscribe(new Replay(bytes.duplicate(), reader));
    }

    private static final class Replay implements Flow.Subscription {
        private final ByteBuffer left;
        private final Flow.Subscriber<? super ByteBuffer> reader;
        private long wanted;
        private boolean running;
        private boolean over;

        Replay(ByteBuffer left, Flow.Subscriber<? super ByteBuffer> reader) {
            this.left = left;
            this.reader = reader;
        }

        /** A reader asks for more while it is given something: the loop that gives goes on then, instead of a second one. */
        @Override
        public void request(long n) {
            if (over) {
                return;
            }
            wanted = Demand.sum(wanted, n);
            if (!running) {
                running = true;
                replay();
                running = false;
            }
        }

        private void replay() {
            while (!over && wanted > 0 && left.hasRemaining()) {
                wanted--;
                int length = Math.min(CHUNK, left.remaining());
                ByteBuffer chunk = left.slice(left.position(), length);
                left.position(left.position() + length);
                reader.onNext(chunk);
            }
            if (!over && !left.hasRemaining()) {
                over = true;
                reader.onComplete();
            }
        }

        @Override
        public void cancel() {
            over = true;
        }
    }
}
