package dev.penstock.application.conduct;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What is to be passed on of a stream and nobody has asked for yet. Events that stand side by side pass as one buffer. */
final class PassingEvents {
    private final Deque<ByteBuffer> buffers = new ArrayDeque<>();
    private long bytes;

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

    @Nullable
    ByteBuffer poll() {
        ByteBuffer first = buffers.pollFirst();
        if (first != null) {
            bytes -= first.remaining();
        }
        return first;
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
