package dev.penstock.application.cache;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;

/** Event loops that run when the test says so, all on its thread: what one sends to another is seen only then. */
final class FakeLoops {
    private final List<Deque<Runnable>> loops = new ArrayList<>();

    Executor loop() {
        Deque<Runnable> tasks = new ArrayDeque<>();
        loops.add(tasks);
        return tasks::add;
    }

    /** Runs every loop, one task of each in turn, until there is nothing left to do. */
    void settle() {
        boolean busy = true;
        while (busy) {
            busy = false;
            for (Deque<Runnable> tasks : loops) {
                Runnable task = tasks.poll();
                if (task != null) {
                    task.run();
                    busy = true;
                }
            }
        }
    }
}
