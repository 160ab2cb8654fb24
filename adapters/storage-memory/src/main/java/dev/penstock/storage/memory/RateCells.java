package dev.penstock.storage.memory;

import dev.penstock.domain.limit.CounterKey;
import dev.penstock.domain.limit.RateCount;
import dev.penstock.domain.limit.RateWindow;
import dev.penstock.domain.limit.Window;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one gateway: an immutable count in each cell, replaced by compare-and-set. A cell whose count is over is
 * emptied once and for all and taken out; whoever makes a new cell looks at a few old ones for that, so that no call ever goes
 * through all of them.
 */
final class RateCells {
    private static final int LOOKED_AT = 4;

    /** Empty: taken out, or about to be. */
    private static final class Cell extends AtomicReference<@Nullable RateCount> {
        private static final long serialVersionUID = 1L;

        Cell(RateCount count) {
            super(count);
        }
    }

    private final int most;
    private final Map<CounterKey, Cell> cells = new ConcurrentHashMap<>();
    private final AtomicInteger size = new AtomicInteger();
    /** Where the looking goes on; null while somebody has it. */
    private final AtomicReference<@Nullable Iterator<Map.Entry<CounterKey, Cell>>> next =
            new AtomicReference<>(Collections.emptyIterator());

    RateCells(int most) {
        this.most = most;
    }

    int size() {
        return size.get();
    }

    boolean admit(CounterKey key, RateWindow window, Instant now) {
        while (true) {
            Cell cell = cell(key, window, now);
            RateCount count = cell.get();
            if (count == null) {
                takeOut(key, cell);
                continue;
            }
            RateCount.Verdict verdict = count.admit(window, now);
            if (!verdict.admitted() || cell.compareAndSet(count, verdict.next())) {
                return verdict.admitted();
            }
        }
    }

    /** What a call by this key would meet. */
    RateCount count(CounterKey key, Window window, Instant now) {
        Cell cell = cells.get(key);
        if (cell == null && isFull(key)) {
            cell = cells.get(key.shared());
        }
        RateCount count = cell == null ? null : cell.get();
        return count == null ? RateCount.none(window, now) : count;
    }

    private boolean isFull(CounterKey key) {
        return size.get() >= most && !key.value().isEmpty();
    }

    private Cell cell(CounterKey key, RateWindow window, Instant now) {
        Cell known = cells.get(key);
        if (known != null) {
            return known;
        }
        lookAtOldOnes(now);
        return add(isFull(key) ? key.shared() : key, new Cell(RateCount.none(window.window(), now)));
    }

    private Cell add(CounterKey key, Cell cell) {
        Cell known = cells.putIfAbsent(key, cell);
        if (known != null) {
            return known;
        }
        size.incrementAndGet();
        return cell;
    }

    private void lookAtOldOnes(Instant now) {
        Iterator<Map.Entry<CounterKey, Cell>> old = next.getAndSet(null);
        if (old == null) {
            return;
        }
        if (!old.hasNext()) {
            old = cells.entrySet().iterator();
        }
        for (int i = 0; i < LOOKED_AT && old.hasNext(); i++) {
            Map.Entry<CounterKey, Cell> entry = old.next();
            RateCount count = entry.getValue().get();
            if (count != null && count.isOver(now) && entry.getValue().compareAndSet(count, null)) {
                takeOut(entry.getKey(), entry.getValue());
            }
        }
        next.set(old);
    }

    private void takeOut(CounterKey key, Cell cell) {
        if (cells.remove(key, cell)) {
            size.decrementAndGet();
        }
    }
}
