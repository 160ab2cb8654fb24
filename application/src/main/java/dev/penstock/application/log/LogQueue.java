package dev.penstock.application.log;

import dev.penstock.application.port.LogStore;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogPayload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The way of log entries from the traffic to the store: a queue that is bounded in bytes, and one thread that writes it
 * out in batches. Offering never waits. When the queue is full or its thread has ended, an entry is dropped and counted;
 * while the store fails, the batch at hand is tried again, so nothing is lost until the queue is full.
 */
public final class LogQueue implements AutoCloseable {
    private static final int BATCH_ENTRIES = 1000;
    private static final long ENTRY_BYTES = 1024;
    private static final Duration GATHER = Duration.ofMillis(100);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration LAST_FLUSH = Duration.ofSeconds(10);

    /** An entry on its way, with the bodies as they passed. */
    private record Waiting(LogEntry entry, CapturedBodies bodies) {}

    /** How full the queue is and what became of the entries so far. */
    public record Counts(long written, long dropped, long waiting, long heldBytes) {}

    private final LogStore store;
    private final ByteBudget budget;
    private final Consumer<RuntimeException> storeFailed;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong finished = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final Thread writer;
    private volatile boolean asleep;
    private volatile boolean closing;

    /**
     * @param storeFailed is told once for each row of failures of the store
     */
    public LogQueue(LogStore store, ByteBudget budget, Consumer<RuntimeException> storeFailed) {
        this.store = store;
        this.budget = budget;
        this.storeFailed = storeFailed;
        this.writer = Thread.ofPlatform().name("penstock-log-writer").daemon().unstarted(this::writeUntilClosed);
    }

    public LogQueue start() {
        writer.start();
        return this;
    }

    public ByteBudget budget() {
        return budget;
    }

    /** Takes an entry over, with its bodies; false when it had to be dropped. */
    public boolean offer(LogEntry entry, CapturedBodies bodies) {
        if (closing || !budget.take(ENTRY_BYTES)) {
            bodies.release();
            dropped.incrementAndGet();
            return false;
        }
        accepted.incrementAndGet();
        queue.add(new Waiting(entry, bodies));
        if (asleep) {
            LockSupport.unpark(writer);
        }
        return true;
    }

    public Counts counts() {
        long done = finished.get();
        long unwritten = lost.get();
        return new Counts(
                done - unwritten, dropped.get() + unwritten, Math.max(0, accepted.get() - done), budget.takenBytes());
    }

    private void writeUntilClosed() {
        List<Waiting> batch = new ArrayList<>(BATCH_ENTRIES);
        while (gather(batch)) {
            List<LogStore.Written> rows = batch.stream()
                    .map(waiting -> new LogStore.Written(waiting.entry, payload(waiting)))
                    .toList();
            boolean kept = append(rows);
            batch.forEach(waiting -> waiting.bodies.release());
            budget.give(ENTRY_BYTES * batch.size());
            if (!kept) {
                lost.addAndGet(batch.size());
            }
            finished.addAndGet(batch.size());
            batch.clear();
        }
    }

    /** Waits for entries and takes up to a batch of them; false when the queue is closed and empty. */
    private boolean gather(List<Waiting> batch) {
        while (queue.isEmpty()) {
            if (closing) {
                return false;
            }
            asleep = true;
            if (queue.isEmpty() && !closing) {
                LockSupport.park(this);
            }
            asleep = false;
            if (!queue.isEmpty() && !closing) {
                LockSupport.parkNanos(this, GATHER.toNanos());
            }
        }
        for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
            batch.add(next);
            if (batch.size() == BATCH_ENTRIES) {
                break;
            }
        }
        return true;
    }

    /** Tries until the store takes the batch; gives up only when the queue has been closed for a while. */
    private boolean append(List<LogStore.Written> rows) {
        boolean told = false;
        long giveUp = 0;
        while (true) {
            try {
                store.append(rows);
                return true;
            } catch (RuntimeException failure) {
                if (!told) {
                    storeFailed.accept(failure);
                    told = true;
                }
            }
            long now = System.nanoTime();
            if (closing && giveUp == 0) {
                giveUp = now + LAST_FLUSH.dividedBy(2).toNanos();
            } else if (closing && now - giveUp > 0) {
                return false;
            }
            LockSupport.parkNanos(this, RETRY.toNanos());
        }
    }

    /** A body that cannot be read is no reason to lose the entry. */
    private LogPayload payload(Waiting waiting) {
        try {
            return waiting.bodies.payload();
        } catch (RuntimeException unreadable) {
            storeFailed.accept(unreadable);
            return LogPayload.NONE;
        }
    }

    /** Takes no more entries and waits until those that were taken are written, but not for ever. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(writer);
        try {
            writer.join(LAST_FLUSH);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
