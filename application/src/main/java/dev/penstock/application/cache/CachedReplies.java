package dev.penstock.application.cache;

import dev.penstock.application.port.ReplyCache;
import dev.penstock.domain.cache.KeptReply;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.Metering;
import dev.penstock.domain.inference.WatchedChunks;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests from the cache, by a call that is under way for an identical one, or by a call of their own whose answer is
 * kept (decision 19). For one event loop: it is called there, and answers there.
 */
public final class CachedReplies {
    private static final int OK = 200;

    /** How often a caller tries to share before it makes a call that is its own. */
    private static final int TRIES = 3;

    private final Shelf shelf;
    private final Flights flights;
    private final KeepingLimits limits;

    /**
     * @param flights shared by all event loops
     */
    public CachedReplies(
            ReplyCache cache, Flights flights, KeepingLimits limits, InstantSource clock, Executor eventLoop) {
        this.shelf = new Shelf(cache, clock, eventLoop);
        this.flights = flights;
        this.limits = limits;
    }

    /** Makes the call that there is no answer for. */
    @FunctionalInterface
    public interface Call {
        /**
         * Makes it, on this loop.
         *
         * @param abandoned completes when nobody waits for the reply any more and its head is not here yet
         */
        CompletionStage<InferenceReply> make(CompletionStage<Void> abandoned);
    }

    /** One request. */
    private record Asked(CacheWish wish, CompletionStage<Void> callerLeft, Call call) {}

    /**
     * The reply; its body must then be subscribed to, on this loop.
     *
     * @param wish null for a request that has nothing to do with the cache
     * @param callerLeft completes when the caller goes away before the reply's head was sent
     */
    public CompletionStage<CacheAnswer> answer(@Nullable CacheWish wish, CompletionStage<Void> callerLeft, Call call) {
        return wish == null
                ? call.make(callerLeft).thenApply(reply -> new CacheAnswer(reply, CacheAnswer.Source.CALL))
                : look(new Asked(wish, callerLeft, call), TRIES);
    }

    private CompletionStage<CacheAnswer> look(Asked asked, int tries) {
        return shelf.find(asked.wish()).thenCompose(kept -> {
            if (kept != null) {
                return CompletableFuture.completedFuture(again(kept));
            }
            return asked.wish().shared() && tries > 0 ? share(asked, tries) : alone(asked);
        });
    }

    /** It took no tokens this time. */
    private static CacheAnswer again(KeptReply kept) {
        Body body = kept.streamed()
                ? new Body.Streamed(new ReplayedChunks(kept.bytes()), -1)
                : new Body.Whole(kept.bytes());
        return new CacheAnswer(
                new InferenceReply(
                        OK,
                        kept.headers(),
                        body,
                        new InferenceReply.Origin(kept.provider(), kept.model()),
                        () -> Metering.NONE),
                CacheAnswer.Source.KEPT);
    }

    private CompletionStage<CacheAnswer> alone(Asked asked) {
        return asked.call()
                .make(asked.callerLeft())
                .thenApply(reply -> new CacheAnswer(keeping(asked.wish(), reply), CacheAnswer.Source.CALL));
    }

    private InferenceReply keeping(CacheWish wish, InferenceReply reply) {
        if (reply.status() != OK || reply.body().length() > limits.largestBody()) {
            return reply;
        }
        Keeping keeping = new Keeping(shelf, wish, reply, limits);
        return switch (reply.body()) {
            case Body.Whole(ByteBuffer bytes) -> {
                keeping.chunkWhileRoom(bytes);
                ended(keeping, WatchedChunks.Ending.COMPLETE);
                yield reply;
            }
            case Body.Streamed streamed ->
                reply.withBody(new Body.Streamed(
                        new WatchedChunks(streamed.chunks(), keeping::chunkWhileRoom, ending -> ended(keeping, ending)),
                        streamed.length()));
        };
    }

    private static void ended(Keeping keeping, WatchedChunks.Ending ending) {
        if (ending == WatchedChunks.Ending.COMPLETE) {
            keeping.complete();
        }
        keeping.passed().release();
    }

    private CompletionStage<CacheAnswer> share(Asked asked, int tries) {
        CacheWish wish = asked.wish();
        Flights.Name name = new Flights.Name(wish.key(), wish.acceptEncoding());
        SharedReply fresh = new SharedReply(shelf, wish, limits, flights, name);
        SharedReply flight = flights.enter(name, fresh);
        Seat seat = new Seat(shelf.loop(), flight, flight == fresh);
        asked.callerLeft().thenRunAsync(seat::callerLeft, shelf.loop());
        if (flight == fresh) {
            return lead(fresh, seat, asked);
        }
        flight.join(seat);
        return seat.answer()
                .exceptionallyCompose(failure ->
                        isTooLate(failure) ? look(asked, tries - 1) : CompletableFuture.failedFuture(failure));
    }

    /** Between a look at the cache and here, another flight may have landed: the cache is asked once more. */
    private CompletionStage<CacheAnswer> lead(SharedReply flight, Seat seat, Asked asked) {
        return shelf.find(asked.wish()).thenCompose(kept -> {
            if (kept != null) {
                flight.dismiss();
                return CompletableFuture.completedFuture(again(kept));
            }
            flight.begin(seat, asked.call());
            return seat.answer();
        });
    }

    private static boolean isTooLate(Throwable failure) {
        return failure instanceof TooLate
                || (failure instanceof CompletionException wrapped && wrapped.getCause() instanceof TooLate);
    }
}
