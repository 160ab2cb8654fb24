package dev.penstock.application.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.ReplyCache;
import dev.penstock.application.port.SampleReplies;
import dev.penstock.domain.cache.CacheKey;
import dev.penstock.domain.cache.KeptReply;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShelfTest {
    private final CompletableFuture<@Nullable KeptReply> found = new CompletableFuture<>();
    private final FakeLoops loops = new FakeLoops();
    private final Shelf shelf = new Shelf(new SlowCache(), () -> SampleReplies.NOON, loops.loop());
    private final CacheWish wish = SharedCalls.wish(false, false, null);

    /** One that is far away. */
    private final class SlowCache implements ReplyCache {
        @Override
        public CompletionStage<@Nullable KeptReply> find(CacheKey key, Instant now) {
            return found;
        }

        @Override
        public void keep(CacheKey key, KeptReply reply, Duration timeToLive, Instant now) {}
    }

    @Test
    void what_comes_later_comes_on_the_loop() {
        CompletableFuture<@Nullable KeptReply> heard = shelf.find(wish).toCompletableFuture();

        found.complete(SampleReplies.kept("one"));

        assertThat(heard).isNotDone();
        loops.settle();
        assertThat(heard).isCompletedWithValue(SampleReplies.kept("one"));
    }

    @Test
    void what_is_there_at_once_needs_no_turn_of_the_loop() {
        found.complete(SampleReplies.kept("one"));

        assertThat(shelf.find(wish).toCompletableFuture()).isCompletedWithValue(SampleReplies.kept("one"));
    }

    @Test
    void a_cache_that_fails_has_nothing() {
        CompletableFuture<@Nullable KeptReply> heard = shelf.find(wish).toCompletableFuture();

        found.completeExceptionally(new IllegalStateException("gone"));
        loops.settle();

        assertThat(heard).isCompletedWithValue(null);
    }
}
