package dev.penstock.application.cache;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What has passed of one reply, from its beginning while the limits allow, else only what readers still have before them.
 * Holds on to the very buffers that pass. For one thread; whoever ends it calls {@link #release}.
 */
final class PassedChunks {
    private final KeepingLimits limits;
    private final List<ByteBuffer> chunks = new ArrayList<>();
    private long first;
    private boolean whole = true;
    private long held;
    private long granted;

    PassedChunks(KeepingLimits limits) {
        this.limits = limits;
    }

    void add(ByteBuffer chunk) {
        int length = chunk.remaining();
        held += length;
        chunks.add(chunk.duplicate());
        if (whole && held <= limits.largestBody() && limits.budget().take(length)) {
            granted += length;
        } else {
            whole = false;
        }
    }

    /** Whether everything that passed is here. It never is again once it was too much. */
    boolean isWhole() {
        return whole;
    }

    /** How many bytes are held. */
    long held() {
        return held;
    }

    /** How many chunks have passed. */
    long end() {
        return first + chunks.size();
    }

    /** A chunk by its number from the beginning. */
    ByteBuffer chunk(long number) {
        return chunks.get((int) (number - first)).duplicate();
    }

    /** Lets go of the chunks before this number. */
    void dropBefore(long number) {
        int passed = (int) (number - first);
        if (passed <= 0) {
            return;
        }
        whole = false;
        List<ByteBuffer> old = chunks.subList(0, passed);
        for (ByteBuffer chunk : old) {
            held -= chunk.remaining();
        }
        old.clear();
        first = number;
        giveBack(Math.max(0, granted - held));
    }

    /** A copy of everything, in one piece. */
    ByteBuffer joined() {
        ByteBuffer all = ByteBuffer.allocate((int) held);
        for (ByteBuffer chunk : chunks) {
            all.put(chunk.duplicate());
        }
        return all.flip();
    }

    /** Lets go of everything. */
    void release() {
        whole = false;
        first = end();
        chunks.clear();
        held = 0;
        giveBack(granted);
    }

    private void giveBack(long bytes) {
        granted -= bytes;
        limits.budget().give(bytes);
    }
}
