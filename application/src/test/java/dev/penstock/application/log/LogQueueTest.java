package dev.penstock.application.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.penstock.application.port.AtOnce;
import dev.penstock.application.port.Await;
import dev.penstock.application.port.FakeLogStore;
import dev.penstock.application.port.LogStore;
import dev.penstock.application.port.SampleLogs;
import dev.penstock.application.port.SampleTrails;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogPayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LogQueueTest {
    private static final long ENTRY_BYTES = 1024;

    private final FakeLogStore store = new FakeLogStore();
    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    private final List<LogQueue> opened = new ArrayList<>();

    @AfterEach
    void close_what_is_open() {
        store.refuse(false);
        opened.forEach(LogQueue::close);
    }

    @Nested
    class Writing {
        @Test
        void writes_everything_that_is_offered_in_order() {
            LogQueue queue = open(100 * ENTRY_BYTES);

            for (int i = 0; i < 50; i++) {
                assertThat(offer(queue, i)).isTrue();
            }

            Await.until("all are written", () -> queue.counts().written() == 50);
            assertThat(ids()).isEqualTo(entries(0, 50));
            assertThat(queue.counts()).isEqualTo(new LogQueue.Counts(50, 0, 0, 0));
        }

        @Test
        void writes_the_bodies_with_their_encoding_undone() throws IOException {
            LogQueue queue = open(100 * ENTRY_BYTES);
            BodyCapture asked = body(queue, "asked".getBytes(UTF_8));
            BodyCapture answered = body(queue, gzip("answered".getBytes(UTF_8)));

            queue.offer(SampleLogs.entry(1), new CapturedBodies(asked, null, answered, "gzip"));

            Await.until("it is written", () -> queue.counts().written() == 1);
            assertThat(store.payload(SampleLogs.entry(1).key()))
                    .contains(new LogPayload(SampleLogs.part("asked", true), SampleLogs.part("answered", true)));
            assertThat(queue.budget().takenBytes()).isZero();
        }

        @Test
        void writes_what_waits_in_batches_of_a_thousand() {
            LogQueue queue = queue(store, 3000 * ENTRY_BYTES);
            IntStream.range(0, 2200).forEach(i -> offer(queue, i));

            queue.start();

            Await.until("all are written", () -> queue.counts().written() == 2200);
            assertThat(store.batches()).isEqualTo(3);
        }

        @Test
        void writes_what_several_threads_offer_at_once_and_each_entry_once() {
            LogQueue queue = open(10_000 * ENTRY_BYTES);

            AtOnce.run(
                    8,
                    thread -> IntStream.range(thread * 500, thread * 500 + 500).allMatch(i -> offer(queue, i)));

            Await.until("all are written", () -> queue.counts().written() == 4000);
            assertThat(ids()).containsExactlyInAnyOrderElementsOf(entries(0, 4000));
            assertThat(queue.counts()).isEqualTo(new LogQueue.Counts(4000, 0, 0, 0));
        }

        /** A small budget holds many small bodies that unfold to large ones. */
        @Test
        void holds_only_a_few_large_bodies_unfolded_at_a_time() throws IOException {
            WeighingStore weighing = new WeighingStore();
            LogQueue queue = queue(weighing, 1000 * ENTRY_BYTES);
            byte[] folded = gzip(new byte[8 * 1024 * 1024]);
            for (int i = 0; i < 12; i++) {
                BodyCapture none = new BodyCapture(queue.budget(), false);
                queue.offer(SampleLogs.entry(i), new CapturedBodies(none, null, body(queue, folded), "gzip"));
            }

            queue.start();

            Await.until("all are written", () -> queue.counts().written() == 12);
            assertThat(weighing.heaviest).isLessThanOrEqualTo(32L * 1024 * 1024);
        }

        @Test
        void writes_an_entry_without_its_bodies_when_they_cannot_be_read() {
            LogQueue queue = open(100 * ENTRY_BYTES);
            BodyCapture unreadable = new BodyCapture(queue.budget(), true);
            unreadable.chunks().add(ByteBuffer.allocate(2));
            unreadable.chunks().add(noBuffer());

            queue.offer(SampleLogs.entry(1), new CapturedBodies(unreadable, null, body(queue, new byte[3]), null));

            Await.until("it is written", () -> queue.counts().written() == 1);
            assertThat(store.payload(SampleLogs.entry(1).key())).contains(LogPayload.NONE);
            assertThat(failures).hasSize(1);
            assertThat(queue.budget().takenBytes()).isZero();
        }

        @SuppressWarnings("NullAway") // the very thing that must not happen, to see that it does no harm
        private ByteBuffer noBuffer() {
            return null;
        }

        @Test
        void rests_while_there_is_nothing_to_write() {
            LogQueue queue = open(100 * ENTRY_BYTES);
            offer(queue, 1);
            Await.until("it is written", () -> queue.counts().written() == 1);
            ThreadInfo writer = writer();

            Await.until("the writer waits", () -> state(writer) == Thread.State.WAITING);
            long before = cpuNanos(writer);
            for (int i = 0; i < 100; i++) {
                assertThat(state(writer)).isEqualTo(Thread.State.WAITING);
            }

            assertThat(cpuNanos(writer)).isEqualTo(before);
        }
    }

    @Nested
    class Full {
        @Test
        void drops_and_counts_what_has_no_room() {
            LogQueue queue = queue(store, 3 * ENTRY_BYTES + 100);

            List<Boolean> taken =
                    IntStream.range(0, 5).mapToObj(i -> offer(queue, i)).toList();

            assertThat(taken).containsExactly(true, true, true, false, false);
            assertThat(queue.counts()).isEqualTo(new LogQueue.Counts(0, 2, 3, 3 * ENTRY_BYTES));
        }

        @Test
        void counts_the_way_through_a_route_as_well() {
            LogEntry entry = SampleLogs.entry(1).withTrail(SampleTrails.plain());
            LogQueue queue = queue(store, ENTRY_BYTES + SampleTrails.plain().weight());

            boolean taken = offer(queue, entry);

            assertThat(taken).isTrue();
            assertThat(queue.budget().takenBytes())
                    .isEqualTo(ENTRY_BYTES + SampleTrails.plain().weight());
            queue.start();
            Await.until("it is written", () -> queue.counts().heldBytes() == 0);
            assertThat(store.find(entry.key())).contains(entry);
        }

        @Test
        void gives_the_bodies_of_a_dropped_entry_back() {
            LogQueue queue = queue(store, 1500);
            CapturedBodies bodies =
                    new CapturedBodies(body(queue, new byte[700]), null, new BodyCapture(queue.budget(), true), null);

            boolean taken = queue.offer(SampleLogs.entry(1), bodies);

            assertThat(taken).isFalse();
            assertThat(queue.budget().takenBytes()).isZero();
        }

        @Test
        void takes_entries_again_once_there_is_room() {
            LogQueue queue = queue(store, 2 * ENTRY_BYTES);
            IntStream.range(0, 3).forEach(i -> offer(queue, i));

            queue.start();
            Await.until("there is room", () -> queue.counts().heldBytes() == 0);
            offer(queue, 3);

            Await.until("all are written", () -> queue.counts().written() == 3);
            assertThat(ids()).containsExactly(SampleLogs.entry(0), SampleLogs.entry(1), SampleLogs.entry(3));
            assertThat(queue.counts().dropped()).isEqualTo(1);
        }

        @Test
        void counts_every_entry_once_when_several_threads_meet_a_full_queue() {
            LogQueue queue = open(20 * ENTRY_BYTES);

            AtOnce.run(
                    8,
                    thread -> IntStream.range(thread * 500, thread * 500 + 500)
                            .filter(i -> offer(queue, i))
                            .count());

            Await.until("none waits", () -> queue.counts().waiting() == 0);
            LogQueue.Counts counts = queue.counts();
            assertThat(counts.written() + counts.dropped()).isEqualTo(4000);
            assertThat(store.written()).hasSize((int) counts.written());
            assertThat(counts.heldBytes()).isZero();
        }
    }

    @Nested
    class AFailingStore {
        @Test
        void is_tried_again_until_it_takes_everything_and_is_told_of_once() {
            store.refuse(true);
            LogQueue queue = open(100 * ENTRY_BYTES);
            IntStream.range(0, 20).forEach(i -> offer(queue, i));
            Await.until("it has refused twice", () -> store.refusals() >= 2);
            assertThat(queue.counts().written()).isZero();

            store.refuse(false);

            Await.until("all are written", () -> queue.counts().written() == 20);
            assertThat(ids()).isEqualTo(entries(0, 20));
            assertThat(failures).hasSize(1);
            assertThat(queue.counts()).isEqualTo(new LogQueue.Counts(20, 0, 0, 0));
        }

        @Test
        void is_told_of_again_when_it_fails_anew() {
            LogQueue queue = open(100 * ENTRY_BYTES);

            for (int i = 0; i < 2; i++) {
                int written = i + 1;
                int refused = store.refusals();
                store.refuse(true);
                offer(queue, i);
                Await.until("it has refused", () -> store.refusals() > refused);
                store.refuse(false);
                Await.until("it has taken it", () -> queue.counts().written() == written);
            }

            assertThat(failures).hasSize(2);
        }

        @Test
        void lets_the_queue_fill_up_and_no_further() {
            store.refuse(true);
            LogQueue queue = open(10 * ENTRY_BYTES);

            IntStream.range(0, 30).forEach(i -> offer(queue, i));

            assertThat(queue.counts()).isEqualTo(new LogQueue.Counts(0, 20, 10, 10 * ENTRY_BYTES));
        }
    }

    @Nested
    class Closing {
        @Test
        void writes_what_is_waiting_first() {
            LogQueue queue = open(2000 * ENTRY_BYTES);
            IntStream.range(0, 1100).forEach(i -> offer(queue, i));

            queue.close();

            assertThat(queue.counts()).isEqualTo(new LogQueue.Counts(1100, 0, 0, 0));
            assertThat(ids()).isEqualTo(entries(0, 1100));
        }

        @Test
        void drops_and_counts_what_comes_later() {
            LogQueue queue = open(100 * ENTRY_BYTES);
            CapturedBodies late =
                    new CapturedBodies(body(queue, new byte[70]), null, new BodyCapture(queue.budget(), false), null);
            queue.close();

            boolean taken = queue.offer(SampleLogs.entry(1), late);

            assertThat(taken).isFalse();
            assertThat(queue.counts()).isEqualTo(new LogQueue.Counts(0, 1, 0, 0));
        }

        @Test
        void can_be_asked_for_twice() {
            LogQueue queue = open(100 * ENTRY_BYTES);
            offer(queue, 1);

            queue.close();
            queue.close();

            assertThat(queue.counts().written()).isEqualTo(1);
        }

        @Test
        void counts_what_waits_in_a_queue_that_was_never_started_as_dropped() {
            LogQueue queue = queue(store, 100 * ENTRY_BYTES);
            offer(queue, 1);

            queue.close();

            assertThat(queue.counts()).isEqualTo(new LogQueue.Counts(0, 1, 0, 0));
        }

        @Test
        void leaves_no_entry_uncounted_that_is_offered_at_the_same_moment() {
            for (int round = 0; round < 50; round++) {
                LogQueue queue = open(1000 * ENTRY_BYTES);

                AtOnce.run(5, thread -> {
                    if (thread == 0) {
                        queue.close();
                    } else {
                        IntStream.range(thread * 50, thread * 50 + 50).forEach(i -> offer(queue, i));
                    }
                    return thread;
                });

                LogQueue.Counts counts = queue.counts();
                assertThat(counts.waiting()).as("round %d", round).isZero();
                assertThat(counts.heldBytes()).as("round %d", round).isZero();
                assertThat(counts.written() + counts.dropped())
                        .as("round %d", round)
                        .isEqualTo(200);
            }
        }
    }

    @Nested
    class Waiting {
        @Test
        void ends_when_everything_offered_before_is_written() {
            LogQueue queue = open(100 * ENTRY_BYTES);
            IntStream.range(0, 20).forEach(i -> offer(queue, i));

            queue.awaitWritten(Duration.ofSeconds(20));

            assertThat(ids()).isEqualTo(entries(0, 20));
        }

        @Test
        void ends_when_patience_does_while_the_store_refuses() {
            store.refuse(true);
            LogQueue queue = open(100 * ENTRY_BYTES);
            offer(queue, 1);

            queue.awaitWritten(Duration.ofMillis(20));

            assertThat(queue.counts().waiting()).isEqualTo(1);
        }

        @Test
        void is_over_at_once_when_nothing_is_on_its_way() {
            LogQueue queue = queue(store, 100 * ENTRY_BYTES);

            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> queue.awaitWritten(Duration.ofDays(1)));
        }
    }

    @Nested
    class AWriterThatDied {
        @Test
        void drops_and_counts_what_waits_and_what_comes_later() {
            CountDownLatch full = new CountDownLatch(1);
            LogQueue queue = queue(new BrokenStore(full), 100 * ENTRY_BYTES);
            opened.add(queue.start());
            IntStream.range(0, 3).forEach(i -> offer(queue, i));

            full.countDown();

            Await.until("none waits", () -> queue.counts().waiting() == 0);
            offer(queue, 4);
            assertThat(queue.counts()).isEqualTo(new LogQueue.Counts(0, 4, 0, 0));
        }
    }

    private LogQueue queue(LogStore target, long budget) {
        return new LogQueue(target, new ByteBudget(budget), failures::add);
    }

    private LogQueue open(long budget) {
        LogQueue queue = queue(store, budget).start();
        opened.add(queue);
        return queue;
    }

    private static boolean offer(LogQueue queue, int number) {
        return offer(queue, SampleLogs.entry(number));
    }

    private static boolean offer(LogQueue queue, LogEntry entry) {
        BodyCapture none = new BodyCapture(queue.budget(), false);
        return queue.offer(entry, new CapturedBodies(none, null, none, null));
    }

    private static BodyCapture body(LogQueue queue, byte[] bytes) {
        BodyCapture capture = new BodyCapture(queue.budget(), true);
        capture.add(ByteBuffer.wrap(bytes));
        return capture;
    }

    private List<LogEntry> ids() {
        return store.written().stream().map(LogStore.Written::entry).toList();
    }

    private static List<LogEntry> entries(int from, int to) {
        return IntStream.range(from, to).mapToObj(SampleLogs::entry).toList();
    }

    private static byte[] gzip(byte[] text) throws IOException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(encoded)) {
            out.write(text);
        }
        return encoded.toByteArray();
    }

    private static ThreadInfo writer() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(thread -> thread.getThreadName().equals("penstock-log-writer"))
                .findAny()
                .orElseThrow();
    }

    private static Thread.State state(ThreadInfo thread) {
        return ManagementFactory.getThreadMXBean()
                .getThreadInfo(thread.getThreadId())
                .getThreadState();
    }

    private static long cpuNanos(ThreadInfo thread) {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getThreadId());
    }

    /** Knows how many bytes of bodies the heaviest batch had. */
    private static final class WeighingStore extends NothingKept {
        private volatile long heaviest;

        @Override
        public void append(List<Written> batch) {
            long weight = batch.stream()
                    .map(Written::payload)
                    .mapToLong(payload -> length(payload.request()) + length(payload.response()))
                    .sum();
            heaviest = Math.max(heaviest, weight);
        }

        private static long length(LogPayload.@Nullable Part part) {
            return part == null ? 0 : part.bytes().remaining();
        }
    }

    /** Fails in a way that no retry mends. */
    private static final class BrokenStore extends NothingKept {
        private final CountDownLatch when;

        BrokenStore(CountDownLatch when) {
            this.when = when;
        }

        @Override
        public void append(List<Written> batch) {
            try {
                when.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Thread.currentThread().setUncaughtExceptionHandler((thread, expected) -> {});
            throw new NoClassDefFoundError("half an installation");
        }
    }
}
