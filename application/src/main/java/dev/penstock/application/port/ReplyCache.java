package dev.penstock.application.port;

import dev.penstock.domain.cache.CacheKey;
import dev.penstock.domain.cache.KeptReply;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps answers for a while, within bounds of its own: what is kept may be gone at any time. Called on event loops and never
 * blocks them; may answer on any thread.
 */
public interface ReplyCache {
    /** What is kept under this key and not too old by now; null for nothing. */
    CompletionStage<@Nullable KeptReply> find(CacheKey key, Instant now);

    /** Keeps an answer in place of what was kept under this key, or drops it when there is no room. */
    void keep(CacheKey key, KeptReply reply, Duration timeToLive, Instant now);
}
