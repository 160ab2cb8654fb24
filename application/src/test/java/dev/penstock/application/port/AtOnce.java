package dev.penstock.application.port;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Does several things at the same moment, each on a virtual thread of its own, and gathers what they answer. */
public final class AtOnce {
    private AtOnce() {}

    public static <T> List<T> run(int count, IntFunction<T> deed) {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                Callable<T> waiting = () -> {
                    start.await();
                    return deed.apply(number);
                };
                running.add(threads.submit(waiting));
            }
            start.countDown();
            List<T> answers = new ArrayList<>();
            for (Future<T> one : running) {
                answers.add(one.get());
            }
            return answers;
        } catch (Exception e) {
            throw new AssertionError("one of several deeds at once failed", e);
        }
    }
}
