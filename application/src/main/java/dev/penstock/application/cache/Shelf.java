package dev.penstock.application.cache;

import dev.penstock.application.port.ReplyCache;
import dev.penstock.domain.cache.KeptReply;
import dev.penstock.domain.inference.InferenceReply;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The cache as one event loop uses it: answers come on the loop, and a cache that fails has nothing. */
record Shelf(ReplyCache cache, InstantSource clock, Executor loop) {
    /** What is kept and can be read by this caller; null for nothing. */
    CompletionStage<@Nullable KeptReply> find(CacheWish wish) {
        CompletableFuture<@Nullable KeptReply> found =
                cache.find(wish.key(), clock.instant()).toCompletableFuture();
        CompletableFuture<@Nullable KeptReply> here =
                found.isDone() ? found : found.whenCompleteAsync((reply, failure) -> {}, loop);
        return here.handle((kept, failure) -> kept != null && kept.isReadableBy(wish.acceptEncoding()) ? kept : null);
    }

    void keep(CacheWish wish, InferenceReply reply, ByteBuffer bytes, boolean streamed) {
        KeptReply kept = new KeptReply(
                reply.headers(),
                bytes,
                streamed,
                reply.origin().provider(),
                reply.origin().model(),
                clock.instant());
        cache.keep(wish.key(), kept, wish.timeToLive(), kept.storedAt());
    }
}
