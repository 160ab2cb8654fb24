package dev.penstock.storage.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.penstock.application.port.ReplyCache;
import dev.penstock.domain.cache.CacheKey;
import dev.penstock.domain.cache.KeptReply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Answers in memory, bounded by the bytes that they take; those that are asked for least make room for others. Looking and
 * keeping take no lock that anybody holds for long; the housekeeping is done elsewhere.
 */
public final class MemoryReplyCache implements ReplyCache {
    /** One answer takes at most this part of the whole. */
    private static final int PARTS = 4;

    /** Housekeeping waits a little for more to do: else every few looks would wake another thread. */
    private static final long TIDYING_MILLIS = 5;

    private static final long LARGEST = 512L * 1024 * 1024;

    private final long maxBytes;
    private final Cache<CacheKey, Kept> kept;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder evictions = new LongAdder();

    private record Kept(KeptReply reply, Duration timeToLive, Instant until) {}

    /**
     * What happened so far, and how much is kept now.
     *
     * @param evictions of answers that had to make room before their time
     */
    public record Counts(long hits, long misses, long evictions, long bytes) {}

    /**
     * @param maxBytes zero keeps nothing
     * @param housekeeping where the cache makes room and lets go of what is too old
     */
    public MemoryReplyCache(long maxBytes, InstantSource clock, Executor housekeeping) {
        this.maxBytes = maxBytes;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((CacheKey key, Kept one) -> one.reply().weight())
                .expireAfter(Expiry.<CacheKey, Kept>writing((key, one) -> one.timeToLive()))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(CompletableFuture.delayedExecutor(TIDYING_MILLIS, TimeUnit.MILLISECONDS, housekeeping))
                .evictionListener((key, one, cause) -> count(cause))
                .build();
    }

    private void count(RemovalCause cause) {
        if (cause == RemovalCause.SIZE) {
            evictions.increment();
        }
    }

    /** What the largest answer may take, in bytes. */
    public static long largestEntry(long maxBytes) {
        return Math.min(maxBytes / PARTS, LARGEST);
    }

    @Override
    public CompletionStage<@Nullable KeptReply> find(CacheKey key, Instant now) {
        Kept found = kept.getIfPresent(key);
        if (found != null && !now.isBefore(found.until())) {
            kept.asMap().remove(key, found);
            found = null;
        }
        (found == null ? misses : hits).increment();
        return CompletableFuture.completedFuture(found == null ? null : found.reply());
    }

    @Override
    public void keep(CacheKey key, KeptReply reply, Duration timeToLive, Instant now) {
        if (reply.weight() <= largestEntry(maxBytes)) {
            kept.put(key, new Kept(reply, timeToLive, now.plus(timeToLive)));
        } else {
            kept.invalidate(key);
        }
    }

    /** Waits for the housekeeping: not for event loops. */
    public Counts counts() {
        kept.cleanUp();
        long bytes = kept.policy()
                .eviction()
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L);
        return new Counts(hits.sum(), misses.sum(), evictions.sum(), bytes);
    }
}
