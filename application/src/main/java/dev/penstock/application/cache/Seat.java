package dev.penstock.application.cache;

import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.cache.KeptHeaders;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.Metering;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One caller at a shared reply. It stands between two event loops: the flight's, which counts what the caller wants, and the
 * caller's own, on which the caller hears everything.
 */
final class Seat {
    private final Executor loop;
    private final SharedReply flight;
    private final boolean first;
    private final CompletableFuture<CacheAnswer> answer = new CompletableFuture<>();

    // Touched on the flight's loop only.
    private long wanted;
    private long next;
    private boolean gone;

    // Touched on the caller's loop only.
    private Flow.@Nullable Subscriber<? super ByteBuffer> reader;
    private boolean over;

    /**
     * @param first whether the call is made for this caller
     */
    Seat(Executor loop, SharedReply flight, boolean first) {
        this.loop = loop;
        this.flight = flight;
        this.first = first;
    }

    /** Comes on the caller's loop. Fails with {@link TooLate} when the flight takes nobody any more. */
    CompletionStage<CacheAnswer> answer() {
        return answer;
    }

    boolean isFirst() {
        return first;
    }

    /** On the caller's loop: it is gone before it heard of a reply. After that, it leaves by cancelling. */
    void callerLeft() {
        if (answer.completeExceptionally(new ProblemException(new Problem.CallerLeft()))) {
            flight.leave(this);
        }
    }

    void wants(long more) {
        wanted = Demand.sum(wanted, more);
    }

    /** Whether it waits for the chunk of this number. */
    boolean waitsFor(long number) {
        return wanted > 0 && next == number;
    }

    /** The number of the next chunk that it gets. */
    long next() {
        return next;
    }

    void goes() {
        gone = true;
    }

    boolean isGone() {
        return gone;
    }

    /** Gives the caller as much as it wants of what has passed. */
    void serve(PassedChunks passed) {
        while (wanted > 0 && next < passed.end()) {
            wanted--;
            ByteBuffer chunk = passed.chunk(next++);
            loop.execute(() -> hear(chunk));
        }
    }

    /** Tells the caller that there is a reply. Only the first one sees what the provider said to it alone. */
    void tell(InferenceReply reply) {
        Body body = switch (reply.body()) {
            case Body.Whole whole -> whole;
            case Body.Streamed streamed -> new Body.Streamed(this::read, streamed.length());
        };
        CacheAnswer told = first
                ? new CacheAnswer(reply.withBody(body), CacheAnswer.Source.CALL)
                : new CacheAnswer(
                        new InferenceReply(
                                reply.status(),
                                KeptHeaders.of(reply.headers()),
                                body,
                                reply.origin(),
                                () -> Metering.NONE),
                        CacheAnswer.Source.SHARED);
        loop.execute(() -> answer.complete(told));
    }

    void refuse(Throwable failure) {
        loop.execute(() -> answer.completeExceptionally(failure));
    }

    /**
     * @param cut why there is no more; null when that was all
     */
    void end(@Nullable Throwable cut) {
        loop.execute(() -> hearEnd(cut));
    }

    private void read(Flow.Subscriber<? super ByteBuffer> subscriber) {
        reader = subscriber;
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                if (!over) {
                    flight.want(Seat.this, n);
                }
            }

            @Override
            public void cancel() {
                if (!over) {
                    over = true;
                    flight.leave(Seat.this);
                }
            }
        });
    }

    private void hear(ByteBuffer chunk) {
        if (!over && reader != null) {
            reader.onNext(chunk);
        }
    }

    private void hearEnd(@Nullable Throwable cut) {
        if (over || reader == null) {
            return;
        }
        over = true;
        if (cut == null) {
            reader.onComplete();
        } else {
            reader.onError(cut);
        }
    }
}
