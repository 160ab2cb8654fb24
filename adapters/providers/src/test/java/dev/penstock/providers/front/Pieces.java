package dev.penstock.providers.front;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Flow;

/** A body in pieces, given one by one to whoever asks, and then ended. */
record Pieces(List<byte[]> pieces) implements Flow.Publisher<ByteBuffer> {
    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> reader) {
        reader.onSubscribe(new Giving(new ArrayDeque<>(pieces), reader));
    }

    private static final class Giving implements Flow.Subscription {
        private final Queue<byte[]> left;
        private final Flow.Subscriber<? super ByteBuffer> reader;
        private long asked;
        private boolean giving;
        private boolean over;

        Giving(Queue<byte[]> left, Flow.Subscriber<? super ByteBuffer> reader) {
            this.left = left;
            this.reader = reader;
        }

        @Override
        public void request(long n) {
            asked = asked + n < 0 ? Long.MAX_VALUE : asked + n;
            if (giving) {
                return;
            }
            giving = true;
            while (!over && asked > 0 && !left.isEmpty()) {
                asked--;
                reader.onNext(ByteBuffer.wrap(left.remove()));
            }
            giving = false;
            if (!over && left.isEmpty()) {
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
