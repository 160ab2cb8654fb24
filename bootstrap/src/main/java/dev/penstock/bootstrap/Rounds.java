package dev.penstock.bootstrap;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Work that is done again and again on a thread of its own, with a pause in between. A round that fails is told once for each
 * row of failures, and tried again. Closing it asks a round at hand to end early, and waits for it.
 */
final class Rounds implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Duration pause;
    private final Consumer<BooleanSupplier> round;
    private final Consumer<RuntimeException> failed;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /**
     * @param round is given the question whether to go on
     */
    Rounds(String name, Duration pause, Consumer<BooleanSupplier> round, Consumer<RuntimeException> failed) {
        this.pause = pause;
        this.round = round;
        this.failed = failed;
        thread = Thread.ofPlatform().name(name).daemon().start(this::untilClosed);
    }

    private void untilClosed() {
        boolean told = false;
        try {
            do {
                told = once(told);
            } while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether this round failed. */
    private boolean once(boolean told) {
        try {
            round.accept(() -> closed.getCount() > 0);
            return false;
        } catch (RuntimeException failure) {
            if (!told) {
                failed.accept(failure);
            }
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
