package dev.penstock.application.log;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes may be held in memory for one purpose, over all requests. Taking never waits: it is granted or not. */
public final class ByteBudget {
    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    public ByteBudget(long limit) {
        this.limit = limit;
    }

    public boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= limit) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    public void give(long bytes) {
        taken.addAndGet(-bytes);
    }

    public long takenBytes() {
        return taken.get();
    }
}
