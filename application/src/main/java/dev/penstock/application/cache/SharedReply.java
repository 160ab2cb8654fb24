package dev.penstock.application.cache;

import dev.penstock.application.cache.CachedReplies.Call;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.InferenceReply;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One call that several callers wait for. Everything it knows belongs to the event loop of whoever began it; other loops send
 * it tasks. It ends when its last caller leaves, whichever that is.
 */
final class SharedReply {
    private static final int OK = 200;

    private final Executor home;
    private final CacheWish wish;
    private final Shelf shelf;
    private final KeepingLimits limits;
    private final Runnable unlist;
    private final CompletableFuture<Void> abandoned = new CompletableFuture<>();
    private final List<Seat> waiting = new ArrayList<>();
    private @Nullable InferenceReply reply;
    private @Nullable SharedChunks chunks;
    private boolean begun;
    private boolean shut;

    SharedReply(Shelf shelf, CacheWish wish, KeepingLimits limits, Flights flights, Flights.Name name) {
        this.home = shelf.loop();
        this.wish = wish;
        this.shelf = shelf;
        this.limits = limits;
        this.unlist = () -> flights.remove(name, this);
    }

    /** From any loop. */
    void join(Seat seat) {
        home.execute(() -> admit(seat));
    }

    /** From any loop. */
    void leave(Seat seat) {
        home.execute(() -> remove(seat));
    }

    /** From any loop. */
    void want(Seat seat, long n) {
        home.execute(() -> {
            if (chunks != null) {
                chunks.want(seat, n);
            }
        });
    }

    /** Makes the call, on the home loop. Others may have joined by now, and the first may have left. */
    void begin(Seat first, Call call) {
        begun = true;
        if (!first.isGone()) {
            waiting.add(first);
        }
        if (waiting.isEmpty()) {
            shut();
            return;
        }
        made(call).whenComplete(this::answered);
    }

    private CompletionStage<InferenceReply> made(Call call) {
        try {
            return call.make(abandoned);
        } catch (RuntimeException bug) {
            return CompletableFuture.failedFuture(bug);
        }
    }

    /** No call is needed; whoever has joined by now finds the same in the cache. On the home loop. */
    void dismiss() {
        begun = true;
        failed(new TooLate());
    }

    private void admit(Seat seat) {
        if (shut) {
            seat.refuse(new TooLate());
        } else if (reply != null && chunks != null) {
            chunks.add(seat);
            seat.tell(reply);
        } else {
            waiting.add(seat);
        }
    }

    private void remove(Seat seat) {
        seat.goes();
        if (chunks != null) {
            chunks.remove(seat);
        } else if (waiting.remove(seat) && waiting.isEmpty() && begun) {
            shut();
            abandoned.complete(null);
        }
    }

    private void answered(@Nullable InferenceReply answer, @Nullable Throwable failure) {
        if (failure != null) {
            failed(
                    failure instanceof CompletionException wrapped && wrapped.getCause() != null
                            ? wrapped.getCause()
                            : failure);
        } else if (answer != null && waiting.isEmpty()) {
            discard(answer);
        } else if (answer != null) {
            begins(answer);
        }
    }

    private void begins(InferenceReply answer) {
        reply = answer;
        if (answer.status() != OK || answer.body().length() > limits.largestBody()) {
            shut();
        }
        Keeping keeping = new Keeping(shelf, wish, answer, limits);
        switch (answer.body()) {
            case Body.Whole(ByteBuffer bytes) -> {
                keeping.chunk(bytes);
                keeping.complete();
                keeping.passed().release();
                shut();
                waiting.forEach(seat -> seat.tell(answer));
            }
            case Body.Streamed streamed -> {
                chunks = new SharedChunks(keeping, !shut, this::shut);
                for (Seat seat : waiting) {
                    chunks.add(seat);
                    seat.tell(answer);
                }
                streamed.chunks().subscribe(chunks);
            }
        }
        waiting.clear();
    }

    /** Nobody is there any more. */
    private static void discard(InferenceReply answer) {
        if (answer.body() instanceof Body.Streamed streamed) {
            streamed.chunks().subscribe(new Leaving());
        }
    }

    /** What the gateway itself holds against the first caller need not be true of the others: they try again. */
    private void failed(Throwable failure) {
        shut();
        boolean ofAll =
                !(failure instanceof ProblemException refusal) || refusal.problem() instanceof Problem.ProviderFailed;
        for (Seat seat : waiting) {
            seat.refuse(ofAll || seat.isFirst() ? failure : new TooLate());
        }
        waiting.clear();
    }

    private void shut() {
        shut = true;
        unlist.run();
    }

    /** Reads nothing and goes. */
    private static final class Leaving implements Flow.Subscriber<ByteBuffer> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(ByteBuffer chunk) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}
