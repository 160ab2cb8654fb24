package dev.penstock.bootstrap.exam;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Puts the tasks before a candidate, as many at a time as it stands, and judges what came of each. Ends in any case. */
public final class Exam {
    private static final int WARM_UPS = 3;
    private static final int FIRST_WARM_UP = 1000;

    private final Pace pace;
    private final Collection<Integer> faults;
    private final Duration limit;
    private final Consumer<Result> progress;

    /**
     * @param faults which of the sixteen
     * @param limit for everything together; what has not run by then fails
     * @param progress hears of each run when it is over, on any thread
     */
    public Exam(Pace pace, Collection<Integer> faults, Duration limit, Consumer<Result> progress) {
        this.pace = pace;
        this.faults = List.copyOf(faults);
        this.limit = limit;
        this.progress = progress;
    }

    /** The longest tasks come first, so that nothing waits for them at the end. */
    List<Run> runs(Candidate candidate) {
        List<Run> runs = new ArrayList<>();
        for (Task task : Task.values()) {
            if (!faults.contains(task.number()) || !candidate.takes(task)) {
                continue;
            }
            for (Column column : candidate.columns()) {
                for (Rescue rescue : Rescue.values()) {
                    if (rescue == Rescue.OFF || isRescued(candidate, task, column)) {
                        runs.add(new Run(runs.size() + 1, task, column, rescue));
                    }
                }
            }
        }
        runs.sort(Comparator.comparingInt(run -> run.task() == Task.OUTAGE ? 0 : 1));
        return runs;
    }

    /** The header that asks for a rescue is Penstock's alone. */
    private static boolean isRescued(Candidate candidate, Task task, Column column) {
        return candidate.isOurs() && task.isRescuable() && column.streamed();
    }

    Scorecard take(Candidate candidate) {
        long start = System.nanoTime();
        List<Run> runs = runs(candidate);
        Semaphore room = new Semaphore(candidate.atOnce(), true);
        List<Result> results = new ArrayList<>();
        try (ReplyReader reader = new ReplyReader()) {
            results.addAll(warmUp(candidate, reader));
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            List<Future<Result>> going = runs.stream()
                    .map(run -> threads.submit(() -> {
                        room.acquire();
                        try {
                            return finished(sit(candidate, run, reader));
                        } finally {
                            room.release();
                        }
                    }))
                    .toList();
            for (int i = 0; i < runs.size(); i++) {
                results.add(await(going.get(i), runs.get(i), limit.minusNanos(System.nanoTime() - start)));
            }
            threads.shutdownNow();
        }
        results.sort(Comparator.comparingInt(result -> result.run().id()));
        return new Scorecard(
                candidate.name(), pace, Instant.now(), Duration.ofNanos(System.nanoTime() - start), results);
    }

    /** A few requests without any fault, whose times say nothing yet. Of them only what went wrong is told. */
    private List<Result> warmUp(Candidate candidate, ReplyReader reader) {
        List<Result> failed = new ArrayList<>();
        int id = FIRST_WARM_UP;
        for (int round = 1; round <= WARM_UPS; round++) {
            for (Column column : candidate.columns()) {
                Run run = new Run(id++, Task.HEALTHY, column, Rescue.OFF);
                Result result = sit(candidate, run, reader);
                if (round == WARM_UPS && !result.verdict().passed()) {
                    failed.add(finished(result));
                }
            }
        }
        return failed;
    }

    private Result sit(Candidate candidate, Run run, ReplyReader reader) {
        try {
            return new Sitting(candidate, run, pace, reader).result();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Result.missing(run, "the exam was interrupted");
        } catch (RuntimeException e) {
            return Result.missing(run, "the exam itself failed: " + e);
        }
    }

    private Result finished(Result result) {
        progress.accept(result);
        return result;
    }

    private Result await(Future<Result> going, Run run, Duration left) {
        try {
            return going.get(Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            going.cancel(true);
            return finished(Result.missing(run, "the exam was over before this run was"));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return finished(Result.missing(run, "the exam itself failed: " + cause));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return finished(Result.missing(run, "the exam was interrupted"));
        }
    }
}
