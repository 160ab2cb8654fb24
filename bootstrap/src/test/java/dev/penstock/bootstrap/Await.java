package dev.penstock.bootstrap;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits until something holds, looking again and again, but not for ever. */
final class Await {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long GLANCE_NANOS = 2_000_000;

    private Await() {}

    static void until(String what, BooleanSupplier condition) {
        until(what, condition::getAsBoolean, holds -> holds);
    }

    /** The first of many looks that shows what was wanted. */
    static <T> T until(String what, Supplier<T> look, Predicate<T> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        T seen = look.get();
        while (!wanted.test(seen)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("still waiting until " + what + ": " + seen);
            }
            LockSupport.parkNanos(GLANCE_NANOS);
            seen = look.get();
        }
        return seen;
    }
}
