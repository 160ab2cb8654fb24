package dev.penstock.application.evaluation;

import dev.penstock.application.port.EvaluationStore;
import dev.penstock.application.port.LogStore;
import dev.penstock.domain.evaluation.Evaluation;
import dev.penstock.domain.log.LogQuery;
import dev.penstock.domain.log.LogWalk;
import dev.penstock.domain.page.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Works evaluations off, one after the other on a thread of its own, those that were created first at first. How far it has
 * come is kept about once a second and when it is closed, and it goes on from there, whatever happened in between.
 */
public final class RunEvaluations implements AutoCloseable {
    /** So few that a stretch takes some hundredths of a second: no other reader waits long, nor does closing. */
    private static final int STRETCH = 2_000;

    private static final Duration KEEP_AFTER = Duration.ofSeconds(1);
    private static final Duration LAST_STRETCH = Duration.ofSeconds(10);

    private final EvaluationStore store;
    private final LogStore logs;
    private final InstantSource clock;
    private final Supplier<UUID> newIds;
    private final Patience patience;
    private final Thread worker;
    private volatile boolean woken;
    private volatile boolean closing;

    /**
     * @param storeFailed is told once for each row of failures of the stores
     */
    public RunEvaluations(
            EvaluationStore store,
            LogStore logs,
            InstantSource clock,
            Supplier<UUID> newIds,
            Consumer<RuntimeException> storeFailed) {
        this.store = store;
        this.logs = logs;
        this.clock = clock;
        this.newIds = newIds;
        this.patience = new Patience(storeFailed);
        this.worker = Thread.ofPlatform().name("penstock-evaluations").daemon().unstarted(this::workUntilClosed);
    }

    public RunEvaluations start() {
        worker.start();
        return this;
    }

    /** There may be something to do. */
    public void wake() {
        woken = true;
        LockSupport.unpark(worker);
    }

    private void workUntilClosed() {
        while (!closing) {
            try {
                woken = false;
                Optional<Evaluation> next = store.nextUnfinished();
                next.ifPresent(this::workOff);
                patience.restore();
                if (next.isEmpty()) {
                    sleep();
                }
            } catch (RuntimeException failure) {
                patience.lose(failure, () -> closing);
            }
        }
    }

    private void sleep() {
        while (!woken && !closing) {
            LockSupport.park(this);
        }
    }

    /** To its end, or until it is removed or this is closed. */
    private void workOff(Evaluation evaluation) {
        Evaluation current = evaluation.expecting(entries(evaluation));
        Instant kept = clock.instant();
        while (!current.processed() && !closing) {
            current = current.after(stretch(current), clock.instant(), newIds);
            Instant now = clock.instant();
            if (current.processed() || Duration.between(kept, now).abs().compareTo(KEEP_AFTER) >= 0) {
                if (!store.advance(current)) {
                    return;
                }
                patience.restore();
                kept = now;
            }
        }
        if (!current.processed()) {
            store.advance(current);
        }
    }

    private LogWalk.Stretch stretch(Evaluation evaluation) {
        return evaluation.selection().isEmpty()
                ? new LogWalk.Stretch(List.of(), 0, null)
                : logs.walk(evaluation.nextWalk(STRETCH));
    }

    /** How many entries the gateway has. Some may be younger than the evaluation: this is for people who wait. */
    private long entries(Evaluation evaluation) {
        return logs.list(new LogQuery(
                        evaluation.key().gateway(),
                        List.of(),
                        null,
                        LogQuery.Order.NEWEST_FIRST,
                        new PageRequest(1, 1)))
                .total();
    }

    /** Waits until the stretch at hand is done and kept, but not for ever. */
    @Override
    public void close() {
        closing = true;
        if (worker.getState() == Thread.State.NEW) {
            return;
        }
        LockSupport.unpark(worker);
        try {
            worker.join(LAST_STRETCH);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
