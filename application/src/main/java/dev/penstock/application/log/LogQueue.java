package dev.penstock.application.log;

import dev.penstock.application.port.LogStore;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogPayload;
import dev.penstock.domain.route.Trail;
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
    /** Bodies count as they are written: small ones can unfold to large ones. */
    private static final long BATCH_BYTES = 16L * 1024 * 1024;

    private static final long ENTRY_BYTES = 1024;
    private static final Duration GATHER = Duration.ofMillis(50);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration LAST_FLUSH = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

    /** An entry on its way, with the bodies as they passed. */
    private record Waiting(LogEntry entry, CapturedBodies bodies) {
        /** How much it takes of the queue, its bodies apart. */
        static long bytes(LogEntry entry) {
            Trail trail = entry.call().trail();
            return trail == null ? ENTRY_BYTES : ENTRY_BYTES + trail.weight();
        }
    }

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
    private final FullLogs full = new FullLogs();
    private final Thread writer;
    private volatile boolean asleep;
    private volatile boolean closing;
    private volatile boolean ended;

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

    /** The gateways whose entries are not wanted for now. Whoever offers them all the same has them written. */
    public FullLogs full() {
        return full;
    }

    /** Takes an entry over, with its bodies; false when it had to be dropped. */
    public boolean offer(LogEntry entry, CapturedBodies bodies) {
        if (closing || !budget.take(Waiting.bytes(entry))) {
            bodies.release();
            dropped.incrementAndGet();
            return false;
        }
        accepted.incrementAndGet();
        queue.add(new Waiting(entry, bodies));
        if (ended) {
            dropWaiting();
        } else if (asleep) {
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

    /** Waits until all that has been offered is written or given up, but no longer than this. Not for event loops. */
    public void awaitWritten(Duration patience) {
        long offered = accepted.get();
        long end = System.nanoTime() + patience.toNanos();
        LockSupport.unpark(writer); // it may be gathering
        while (finished.get() < offered
                && System.nanoTime() - end < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, LOOK_AGAIN.toNanos());
        }
    }

    private void writeUntilClosed() {
        try {
            while (awaitEntries()) {
                writeBatch();
            }
        } finally {
            ended = true;
            dropWaiting();
        }
    }

    private void writeBatch() {
        List<Waiting> batch = new ArrayList<>(BATCH_ENTRIES);
        List<LogStore.Written> rows = new ArrayList<>(BATCH_ENTRIES);
        long bytes = 0;
        boolean kept = false;
        try {
            while (batch.size() < BATCH_ENTRIES && bytes < BATCH_BYTES) {
                Waiting next = queue.poll();
                if (next == null) {
                    break;
                }
                batch.add(next);
                LogPayload payload = payload(next);
                bytes += payload.length();
                rows.add(new LogStore.Written(next.entry, payload));
            }
            kept = append(rows);
        } finally {
            finish(batch, kept);
        }
    }

    private void finish(List<Waiting> batch, boolean kept) {
        long bytes = 0;
        for (Waiting waiting : batch) {
            waiting.bodies.release();
            bytes += Waiting.bytes(waiting.entry);
        }
        budget.give(bytes);
        if (!kept) {
            lost.addAndGet(batch.size());
        }
        finished.addAndGet(batch.size());
    }

    /** Nobody writes any more: what has come in all the same is given up, by whoever sees it. */
    private void dropWaiting() {
        for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
            finish(List.of(next), false);
        }
    }

    /** Waits until there are entries, and a little for more of them; false when the queue is closed and empty. */
    private boolean awaitEntries() {
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
        if (writer.getState() == Thread.State.NEW) {
            ended = true;
            dropWaiting();
            return;
        }
        LockSupport.unpark(writer);
        try {
            writer.join(LAST_FLUSH);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
