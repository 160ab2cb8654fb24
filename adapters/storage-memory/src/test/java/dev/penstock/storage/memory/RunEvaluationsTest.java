package dev.penstock.storage.memory;

import static dev.penstock.application.port.SampleDatasets.dataset;
import static dev.penstock.application.port.SampleDatasets.filter;
import static dev.penstock.application.port.SampleEvaluations.evaluation;
import static dev.penstock.application.port.SampleEvaluations.finished;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.evaluation.RunEvaluations;
import dev.penstock.application.port.Await;
import dev.penstock.application.port.FakeLogStore;
import dev.penstock.application.port.SampleLogs;
import dev.penstock.domain.dataset.Dataset;
import dev.penstock.domain.evaluation.Course;
import dev.penstock.domain.evaluation.Evaluation;
import dev.penstock.domain.log.LogPlace;
import dev.penstock.domain.log.LogWalk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunEvaluationsTest {
    /** More than one stretch. */
    private static final int MANY = 4_500;

    private static final Dataset ALL = dataset(1, "all", true);

    private final MemoryEvaluationStore store = new MemoryEvaluationStore();
    private final FakeLogStore logs = new FakeLogStore();
    private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(SampleLogs.START.plusSeconds(100));
    private RunEvaluations runner = running();

    private RunEvaluations running() {
        return new RunEvaluations(store, logs, now::get, UUID::randomUUID, failures::add);
    }

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void works_off_what_was_there_before_it_started_and_what_comes_later() {
        logs.append(SampleLogs.written(0, 10));
        Evaluation before = kept(evaluation(1, "before", ALL));
        runner.start();
        Course.Finished first = result(before);

        Evaluation later = kept(evaluation(2, "later", ALL));
        runner.wake();

        assertThat(first.totalLogs()).isEqualTo(10);
        assertThat(first.results()).hasSize(3);
        assertThat(result(later).totalLogs()).isEqualTo(10);
    }

    @Test
    void counts_a_log_once_however_many_datasets_choose_it() {
        logs.append(SampleLogs.written(0, MANY));
        Evaluation evaluation = kept(evaluation(
                1, "a", ALL, dataset(2, "models", true, filter("model", "contains", "gpt")), dataset(3, "off", false)));

        runner.start();

        assertThat(result(evaluation).totalLogs()).isEqualTo(MANY);
        assertThat(result(evaluation).progress()).isEqualTo(new Course.Progress(MANY, MANY));
    }

    @Test
    void chooses_nothing_when_no_dataset_is_enabled() {
        logs.append(SampleLogs.written(0, 10));
        Evaluation evaluation = kept(evaluation(1, "a", dataset(1, "off", false)));

        runner.start();

        assertThat(result(evaluation).totalLogs()).isZero();
        assertThat(result(evaluation).results()).hasSize(3);
    }

    @Test
    void goes_on_where_it_was_stopped() {
        logs.append(SampleLogs.written(0, 10));
        Evaluation half = evaluation(1, "a", ALL)
                .after(
                        new LogWalk.Stretch(List.of(SampleLogs.entry(5)), 6, LogPlace.of(SampleLogs.entry(5))),
                        now.get(),
                        UUID::randomUUID);
        kept(half);

        runner.start();

        assertThat(result(half).totalLogs()).as("one before, four after").isEqualTo(5);
        assertThat(result(half).progress()).isEqualTo(new Course.Progress(10, 10));
    }

    @Test
    void keeps_how_far_it_has_come_when_it_is_closed_and_loses_nothing_over_it() {
        logs.append(SampleLogs.written(0, MANY));
        Evaluation evaluation = kept(evaluation(1, "a", ALL));
        SecondStretch second = new SecondStretch();
        logs.beforeWalk(second::pause);
        runner.start();
        second.await();

        Thread closing = Thread.ofVirtual().start(runner::close);
        Await.until("it is told to stop", () -> closing.getState() != Thread.State.RUNNABLE);
        second.goOn();
        Await.until("it has stopped", () -> !closing.isAlive());

        Course.Progress progress = course(evaluation).progress();
        assertThat(progress.looked()).isBetween(2_000L, (long) MANY);
        assertThat(progress.all()).isEqualTo(MANY);
        runner = running().start();
        assertThat(result(evaluation).totalLogs()).isEqualTo(MANY);
    }

    @Test
    void shows_how_far_it_has_come_about_every_second() {
        logs.append(SampleLogs.written(0, MANY));
        Evaluation evaluation = kept(evaluation(1, "a", ALL));
        SecondStretch second = new SecondStretch();
        logs.beforeWalk(() -> {
            now.updateAndGet(time -> time.plus(Duration.ofSeconds(1)));
            second.pause();
        });
        runner.start();

        second.await();

        assertThat(course(evaluation).progress()).isEqualTo(new Course.Progress(2_000, MANY));
        assertThat(course(evaluation).totalLogs()).isEqualTo(2_000);
        second.goOn();
        assertThat(result(evaluation).totalLogs()).isEqualTo(MANY);
    }

    @Test
    void stops_when_the_evaluation_is_removed_and_turns_to_the_next() {
        logs.append(SampleLogs.written(0, MANY));
        Evaluation removed = kept(evaluation(1, "removed", ALL));
        Evaluation next = kept(evaluation(2, "next", ALL));
        SecondStretch second = new SecondStretch();
        logs.beforeWalk(() -> {
            now.updateAndGet(time -> time.plus(Duration.ofSeconds(1)));
            second.pause();
        });
        runner.start();
        second.await();

        store.remove(removed.key());
        second.goOn();

        assertThat(result(next).totalLogs()).isEqualTo(MANY);
        assertThat(store.find(removed.key())).isEmpty();
        assertThat(failures).isEmpty();
    }

    @Test
    void tries_again_when_the_store_fails_and_tells_of_it_once() {
        logs.append(SampleLogs.written(0, 10));
        logs.refuse(true);
        Evaluation evaluation = kept(evaluation(1, "a", ALL));
        runner.start();
        Await.until("it has tried three times", () -> logs.refusals() >= 3);

        assertThat(failures).hasSize(1);
        logs.refuse(false);

        assertThat(result(evaluation).totalLogs()).isEqualTo(10);
        assertThat(failures).hasSize(1);
    }

    @Test
    void waits_longer_and_longer_while_the_store_fails() {
        logs.refuse(true);
        kept(evaluation(1, "a", ALL));
        long begun = System.nanoTime();
        runner.start();

        Await.until("it has tried four times", () -> logs.refusals() >= 4);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(600));
    }

    @Test
    void closes_at_once_when_it_has_nothing_to_do_or_was_never_started() {
        running().close();
        runner.start();

        runner.close();
        runner.close();

        assertThat(store.insert(finished(evaluation(1, "a")))).isTrue();
    }

    private Evaluation kept(Evaluation evaluation) {
        assertThat(store.insert(evaluation)).isTrue();
        return evaluation;
    }

    private Course course(Evaluation evaluation) {
        return store.find(evaluation.key()).orElseThrow().course();
    }

    private Course.Finished result(Evaluation evaluation) {
        Await.until("it is processed", () -> course(evaluation) instanceof Course.Finished);
        return (Course.Finished) course(evaluation);
    }

    /** Holds up the second stretch of a walk until it is told to go on. */
    private static final class SecondStretch {
        private final AtomicInteger stretches = new AtomicInteger();
        private final CountDownLatch held = new CountDownLatch(1);

        void pause() {
            if (stretches.incrementAndGet() == 2) {
                try {
                    held.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        void await() {
            Await.until("the second stretch begins", () -> stretches.get() >= 2);
        }

        void goOn() {
            held.countDown();
        }
    }
}
