package dev.penstock.application.port;

import dev.penstock.domain.cache.CacheKey;
import dev.penstock.domain.cache.KeptReply;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps everything until its time is over. */
public final class FakeReplyCache implements ReplyCache {
    private final Map<CacheKey, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(KeptReply reply, Instant until) {}

    @Override
    public CompletionStage<@Nullable KeptReply> find(CacheKey key, Instant now) {
        Kept found = kept.get(key);
        return CompletableFuture.completedFuture(found == null || !now.isBefore(found.until()) ? null : found.reply());
    }

    @Override
    public void keep(CacheKey key, KeptReply reply, Duration timeToLive, Instant now) {
        kept.put(key, new Kept(reply, now.plus(timeToLive)));
    }

    /** How many answers are kept. */
    public int count() {
        return kept.size();
    }
}
