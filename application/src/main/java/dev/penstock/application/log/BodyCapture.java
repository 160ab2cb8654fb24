package dev.penstock.application.log;

import dev.penstock.domain.log.LogPayload;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps what passes of one body, as far as the limits and the budget allow; past them it keeps the head and counts. Holds
 * on to the very buffers that pass, without copying. For one thread at a time; whoever ends it calls {@link #release}.
 */
public final class BodyCapture {
    private final ByteBudget budget;
    private final List<ByteBuffer> chunks = new ArrayList<>(1);
    private boolean keeps;
    private boolean complete = true;
    private long size;
    private long held;

    /**
     * @param keeps whether bytes are wanted at all; else they are only counted
     */
    public BodyCapture(ByteBudget budget, boolean keeps) {
        this.budget = budget;
        this.keeps = keeps;
    }

    public void add(ByteBuffer chunk) {
        int length = chunk.remaining();
        size += length;
        if (!keeps || !complete || length == 0) {
            return;
        }
        if (held + length > LogPayload.MAX_BYTES || !budget.take(length)) {
            cutToHead(chunk);
            return;
        }
        held += length;
        chunks.add(chunk.duplicate());
    }

    /** How many bytes have passed. */
    public long size() {
        return size;
    }

    /** Whether everything that passed is held. */
    boolean isComplete() {
        return keeps && complete;
    }

    boolean keeps() {
        return keeps;
    }

    List<ByteBuffer> chunks() {
        return chunks;
    }

    /** Keeps no more than the head, copied out of the large buffers, and gives the rest back. */
    void cutToHead() {
        cutToHead(ByteBuffer.allocate(0));
    }

    private void cutToHead(ByteBuffer further) {
        complete = false;
        ByteBuffer head = ByteBuffer.allocate((int) Math.min(LogPayload.HEAD_BYTES, held + further.remaining()));
        for (ByteBuffer chunk : chunks) {
            fill(head, chunk);
        }
        fill(head, further);
        long before = held;
        chunks.clear();
        budget.give(before);
        held = 0;
        if (budget.take(head.flip().remaining())) {
            held = head.remaining();
            chunks.add(head);
        } else {
            keeps = false;
        }
    }

    private static void fill(ByteBuffer head, ByteBuffer chunk) {
        int length = Math.min(head.remaining(), chunk.remaining());
        head.put(chunk.slice(chunk.position(), length));
    }

    /** Lets go of everything. */
    void release() {
        chunks.clear();
        keeps = false;
        budget.give(held);
        held = 0;
    }
}
