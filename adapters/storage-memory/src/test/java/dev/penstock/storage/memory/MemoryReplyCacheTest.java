package dev.penstock.storage.memory;

import static dev.penstock.application.port.SampleReplies.NOON;
import static dev.penstock.application.port.SampleReplies.kept;
import static dev.penstock.application.port.SampleReplies.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.ReplyCache;
import dev.penstock.application.port.ReplyCacheContract;
import dev.penstock.domain.cache.KeptReply;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemoryReplyCacheTest implements ReplyCacheContract {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final Duration HOUR = Duration.ofHours(1);

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final MemoryReplyCache cache = new MemoryReplyCache(MEBIBYTE, now::get, Runnable::run);

    @Override
    public ReplyCache cache() {
        return cache;
    }

    private @Nullable KeptReply find(long number) {
        return cache.find(key(number), now.get()).toCompletableFuture().join();
    }

    private static KeptReply ofBytes(int length) {
        return kept(ByteBuffer.allocate(length));
    }

    @Test
    void stays_within_its_bytes_and_counts_what_had_to_make_room() {
        for (int i = 0; i < 50; i++) {
            cache.keep(key(i), ofBytes(100_000), HOUR, NOON);
        }

        MemoryReplyCache.Counts counts = cache.counts();

        assertThat(counts.bytes()).isBetween(500_000L, (long) MEBIBYTE);
        assertThat(counts.evictions())
                .isEqualTo(50 - counts.bytes() / ofBytes(100_000).weight());
    }

    @Test
    void drops_an_answer_that_takes_more_than_a_quarter_and_the_one_that_it_comes_after() {
        cache.keep(key(1), kept("earlier"), HOUR, NOON);

        cache.keep(key(1), ofBytes(MEBIBYTE / 4), HOUR, NOON);

        assertThat(find(1)).isNull();
    }

    @Test
    void keeps_an_answer_of_a_quarter() {
        int around = ofBytes(0).weight();

        cache.keep(key(1), ofBytes(MEBIBYTE / 4 - around), HOUR, NOON);

        assertThat(find(1)).isNotNull();
    }

    @Test
    void gives_the_memory_of_what_is_too_old_back_without_being_asked_for_it() {
        cache.keep(key(1), ofBytes(200_000), HOUR, NOON);

        now.set(NOON.plus(HOUR).plusSeconds(2));

        assertThat(cache.counts().bytes()).isZero();
        assertThat(cache.counts().evictions()).isZero();
    }

    @Test
    void counts_hits_and_misses_and_what_is_too_old_as_a_miss() {
        cache.keep(key(1), kept("one"), HOUR, NOON);
        find(1);
        find(2);
        cache.find(key(1), NOON.plus(HOUR)).toCompletableFuture().join();

        MemoryReplyCache.Counts counts = cache.counts();

        assertThat(counts.hits()).isEqualTo(1);
        assertThat(counts.misses()).isEqualTo(2);
    }

    @Test
    void keeps_nothing_when_it_has_no_room_at_all() {
        MemoryReplyCache none = new MemoryReplyCache(0, now::get, Runnable::run);

        none.keep(key(1), kept("one"), HOUR, NOON);

        assertThat(none.find(key(1), NOON).toCompletableFuture().join()).isNull();
    }
}
