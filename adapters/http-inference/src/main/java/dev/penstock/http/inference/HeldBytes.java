package dev.penstock.http.inference;

import dev.penstock.application.log.ByteBudget;

/** What one purpose holds of the memory that all share, given back at once. For one thread at a time. */
final class HeldBytes {
    private final ByteBudget memory;
    private long held;

    HeldBytes(ByteBudget memory) {
        this.memory = memory;
    }

    /** Whether there was room. */
    boolean take(long bytes) {
        boolean fits = memory.take(bytes);
        held += fits ? bytes : 0;
        return fits;
    }

    void release() {
        memory.give(held);
        held = 0;
    }
}
