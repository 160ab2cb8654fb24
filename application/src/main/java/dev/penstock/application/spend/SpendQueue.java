package dev.penstock.application.spend;

import dev.penstock.application.port.SpendStore;
import dev.penstock.domain.spend.SettledSpend;
import dev.penstock.domain.spend.SpendKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes down what has been spent: budgets that changed wait here, each once, and one thread saves them in batches, the first of
 * which begins at most 50 ms after a change while the store keeps up. Offering never waits. While the store fails, the batch is
 * tried again with what changed meanwhile; nothing is given up before this is closed. The end of the process takes with it
 * what was not saved yet.
 */
public final class SpendQueue implements AutoCloseable {
    private static final int BATCH = 1000;
    private static final Duration GATHER = Duration.ofMillis(25);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration LAST_FLUSH = Duration.ofSeconds(10);
    private static final int LAST_TRIES = 5;

    private final SpendStore store;
    private final Consumer<RuntimeException> storeFailed;
    /** How to ask for the newest amount of each budget that changed. */
    private final Map<SpendKey, Supplier<Optional<SettledSpend>>> changed = new ConcurrentHashMap<>();

    private final Thread writer;
    private volatile boolean asleep;
    private volatile boolean closing;

    /**
     * @param storeFailed is told once for each row of failures of the store
     */
    public SpendQueue(SpendStore store, Consumer<RuntimeException> storeFailed) {
        this.store = store;
        this.storeFailed = storeFailed;
        this.writer = Thread.ofPlatform().name("penstock-spend-writer").daemon().unstarted(this::writeUntilClosed);
    }

    public SpendQueue start() {
        writer.start();
        return this;
    }

    /**
     * A budget has changed.
     *
     * @param newest what is spent of it at the time of asking; empty when it was forgotten meanwhile
     */
    public void offer(SpendKey key, Supplier<Optional<SettledSpend>> newest) {
        changed.put(key, newest);
        if (asleep) {
            LockSupport.unpark(writer);
        }
    }

    /** How many budgets wait to be saved. */
    public int waiting() {
        return changed.size();
    }

    private void writeUntilClosed() {
        boolean told = false;
        int tries = 0;
        while (awaitChanges() && tries < LAST_TRIES) {
            told = !saveBatch(told);
            tries = told && closing ? tries + 1 : 0;
            if (told) {
                LockSupport.parkNanos(this, RETRY.toNanos());
            }
        }
    }

    /** Waits until something changed, and a little for more; false when this is closed and all is saved. */
    private boolean awaitChanges() {
        while (changed.isEmpty()) {
            if (closing) {
                return false;
            }
            asleep = true;
            if (changed.isEmpty() && !closing) {
                LockSupport.park(this);
            }
            asleep = false;
        }
        if (!closing) {
            LockSupport.parkNanos(this, GATHER.toNanos());
        }
        return true;
    }

    /** Whether it could be saved. Budgets leave the queue before they are asked, so that later changes come back to it. */
    private boolean saveBatch(boolean told) {
        Map<SpendKey, Supplier<Optional<SettledSpend>>> taken = take();
        try {
            List<SettledSpend> batch = new ArrayList<>(taken.size());
            taken.values().forEach(newest -> newest.get().ifPresent(batch::add));
            if (!batch.isEmpty()) {
                store.save(batch);
            }
            return true;
        } catch (RuntimeException failure) {
            if (!told) {
                storeFailed.accept(failure);
            }
            taken.forEach(changed::putIfAbsent);
            return false;
        }
    }

    private Map<SpendKey, Supplier<Optional<SettledSpend>>> take() {
        Map<SpendKey, Supplier<Optional<SettledSpend>>> taken = new HashMap<>();
        List<SpendKey> keys = changed.keySet().stream().limit(BATCH).toList();
        for (SpendKey key : keys) {
            Supplier<Optional<SettledSpend>> newest = changed.remove(key);
            if (newest != null) {
                taken.put(key, newest);
            }
        }
        return taken;
    }

    /** Waits until what is waiting is saved, but not for ever. Stop the traffic first. */
    @Override
    public void close() {
        closing = true;
        if (writer.getState() == Thread.State.NEW) {
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
