package dev.penstock.application.conduct;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Flow;

/** What is to be passed on of a stream, as fast as its reader asks for it. Events that stand side by side pass as one buffer. */
final class PassingEvents {
    private final Deque<ByteBuffer> buffers = new ArrayDeque<>();
    private long bytes;
    private long wanted;

    void add(ByteBuffer event) {
        if (!event.hasRemaining()) {
            return;
        }
        bytes += event.remaining();
        ByteBuffer last = buffers.peekLast();
        if (last == null || !follows(last, event)) {
            buffers.addLast(event.duplicate());
        } else {
            last.limit(last.limit() + event.remaining());
        }
    }

    @SuppressWarnings("ReferenceEquality") // side by side they stand in one array only
    private static boolean follows(ByteBuffer last, ByteBuffer event) {
        return last.hasArray()
                && event.hasArray()
                && last.array() == event.array()
                && last.arrayOffset() + last.limit() == event.arrayOffset() + event.position()
                && last.limit() + event.remaining() <= last.capacity();
    }

    /** The reader asks for so many more. */
    void want(long n) {
        wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + Math.max(n, 0);
    }

    /** Whether the reader waits for what is not here yet. */
    boolean isShort() {
        return wanted > 0 && buffers.isEmpty();
    }

    /** Hands over as much as the reader asked for, which may ask for more or leave meanwhile. */
    void passTo(Flow.Subscriber<? super ByteBuffer> reader) {
        while (wanted > 0 && !buffers.isEmpty()) {
            ByteBuffer first = buffers.removeFirst();
            bytes -= first.remaining();
            wanted--;
            reader.onNext(first);
        }
    }

    boolean isEmpty() {
        return buffers.isEmpty();
    }

    /** How much waits, in bytes. */
    long size() {
        return bytes;
    }

    void clear() {
        buffers.clear();
        bytes = 0;
    }
}
