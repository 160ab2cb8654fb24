package dev.penstock.application.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.log.ByteBudget;
import dev.penstock.application.port.Await;
import dev.penstock.application.port.FakeReplyCache;
import dev.penstock.application.port.SampleReplies;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.InferenceReply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same on threads that really run at the same time. */
class FlightsTest {
    private static final int LOOPS = 4;
    private static final int LARGEST = 128 * 1024;

    private final List<ExecutorService> loops = new ArrayList<>();
    private final FakeReplyCache cache = new FakeReplyCache();
    private final Flights flights = new Flights();
    private final ByteBudget budget = new ByteBudget(64L * LARGEST);
    private final AtomicInteger calls = new AtomicInteger();
    private final List<CachedReplies> replies = new ArrayList<>();

    FlightsTest() {
        for (int i = 0; i < LOOPS; i++) {
            ExecutorService loop = Executors.newSingleThreadExecutor();
            loops.add(loop);
            replies.add(new CachedReplies(
                    cache, flights, new KeepingLimits(LARGEST, budget), () -> SampleReplies.NOON, loop));
        }
    }

    @AfterEach
    void end() {
        loops.forEach(ExecutorService::close);
    }

    /** Asks on one of the loops and reads with a pace of its own: all at once, one by one, or not to the end. */
    private CompletableFuture<PacedReader> ask(int loop, long key, byte[] body, int habit) {
        CacheWish wish = new CacheWish(SampleReplies.key(key), Duration.ofMinutes(5), true, true, null);
        CompletableFuture<PacedReader> reading = new CompletableFuture<>();
        ExecutorService executor = loops.get(loop);
        executor.execute(() -> {
            CompletionStage<CacheAnswer> answer =
                    replies.get(loop).answer(wish, new CompletableFuture<>(), abandoned -> call(executor, body));
            answer.thenAccept(found -> reading.complete(start(found, habit, executor)))
                    .exceptionally(failure -> {
                        reading.completeExceptionally(failure);
                        return null;
                    });
        });
        return reading;
    }

    private CompletionStage<InferenceReply> call(ExecutorService loop, byte[] body) {
        calls.incrementAndGet();
        Body streamed = new Body.Streamed(new ReplayedChunks(ByteBuffer.wrap(body)), -1);
        return CompletableFuture.supplyAsync(() -> SharedCalls.reply(200, SharedCalls.STREAM, streamed), loop);
    }

    private static PacedReader start(CacheAnswer answer, int habit, ExecutorService loop) {
        PacedReader reader = PacedReader.of(answer);
        switch (habit) {
            case 0 -> reader.askForAll();
            case 1 -> reader.askOneByOne(loop);
            default -> {
                reader.ask(2);
                loop.execute(reader::leave);
            }
        }
        return reader;
    }

    private static byte[] body(Random random, int events) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < events; i++) {
            body.append("data: {\"choices\":[").append(random.nextLong()).append("]}\n\n");
        }
        return body.append("data: [DONE]\n\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void many_callers_on_several_threads_share_one_call_and_read_the_same_bytes() {
        byte[] body = body(new Random(7), 1_000);
        List<CompletableFuture<PacedReader>> readings = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            readings.add(ask(i % LOOPS, 1, body, i % 2));
        }

        for (CompletableFuture<PacedReader> reading : readings) {
            PacedReader reader = reading.join();
            Await.until("it has read all", () -> reader.ending().equals("complete"));
            assertThat(reader.text()).isEqualTo(new String(body, StandardCharsets.UTF_8));
        }
        assertThat(calls).hasValue(1);
        assertThat(cache.count()).isEqualTo(1);
    }

    @Test
    void whoever_comes_and_leaves_and_however_long_it_is_everything_is_given_back() {
        long seed = 20_261_127;
        Random random = new Random(seed);
        List<CompletableFuture<PacedReader>> staying = new ArrayList<>();
        List<byte[]> bodies = new ArrayList<>();
        for (int key = 0; key < 40; key++) {
            byte[] body = body(random, random.nextInt(12_000));
            for (int i = 0; i < 1 + random.nextInt(12); i++) {
                int habit = random.nextInt(3);
                CompletableFuture<PacedReader> reading = ask(random.nextInt(LOOPS), key, body, habit);
                if (habit < 2) {
                    staying.add(reading);
                    bodies.add(body);
                }
            }
        }

        for (int i = 0; i < staying.size(); i++) {
            PacedReader reader = staying.get(i).join();
            int length = bodies.get(i).length;
            Await.until("it has read all, seed " + seed, () -> !reader.ending().equals("open"));
            assertThat(reader.length()).isEqualTo(length);
        }
        Await.until("every flight has landed", () -> flights.count() == 0 && budget.takenBytes() == 0);
    }
}
