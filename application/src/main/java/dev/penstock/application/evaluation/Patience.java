package dev.penstock.application.evaluation;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Waits between attempts that fail, each time longer up to a bound, and tells of the first failure only. For one thread. */
final class Patience {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Consumer<RuntimeException> told;
    private Duration next = SHORTEST;
    private boolean failing;

    Patience(Consumer<RuntimeException> told) {
        this.told = told;
    }

    /** Something worked: the next failure is news again. */
    void restore() {
        next = SHORTEST;
        failing = false;
    }

    /** Waits; not to the end once there is nothing to wait for, of which the thread hears by being unparked. */
    void lose(RuntimeException failure, BooleanSupplier givenUp) {
        if (!failing) {
            told.accept(failure);
            failing = true;
        }
        if (!givenUp.getAsBoolean()) {
            LockSupport.parkNanos(this, next.toNanos());
        }
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
