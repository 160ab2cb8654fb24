package dev.penstock.application.cache;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Hands one body to several callers. While others may join, everything that has passed is held for them and the fastest caller
 * sets the pace; after that, only what the slowest still has before it, and it sets the pace. For the flight's loop.
 */
final class SharedChunks implements Flow.Subscriber<ByteBuffer> {
    /** How far the slowest may be behind once nobody can join any more. */
    static final long MOST_LAG = 256 * 1024;

    private final Keeping keeping;
    private final PassedChunks passed;
    private final Runnable shut;
    private final List<Seat> seats = new ArrayList<>();
    private Flow.@Nullable Subscription source;
    private @Nullable Throwable cut;
    private boolean open;
    private boolean asked;
    private boolean ended;
    private boolean changed;
    private boolean pumping;

    /**
     * @param open whether others may join
     * @param shut told when they no longer may; if the body is to be kept, it is so by then
     */
    SharedChunks(Keeping keeping, boolean open, Runnable shut) {
        this.keeping = keeping;
        this.passed = keeping.passed();
        this.open = open;
        this.shut = shut;
    }

    void add(Seat seat) {
        seats.add(seat);
    }

    void want(Seat seat, long n) {
        seat.wants(n);
        pump();
    }

    /** Lets go of the source when this was the last one. */
    void remove(Seat seat) {
        seats.remove(seat);
        if (!seats.isEmpty() || ended) {
            pump();
            return;
        }
        ended = true;
        shut();
        passed.release();
        if (source != null) {
            source.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        source = begun;
        if (ended) {
            begun.cancel();
        } else {
            pump();
        }
    }

    @Override
    public void onNext(ByteBuffer chunk) {
        if (ended) {
            return;
        }
        asked = false;
        keeping.chunk(chunk);
        if (!passed.isWhole()) {
            shut();
        }
        pump();
    }

    @Override
    public void onError(Throwable failure) {
        end(failure);
    }

    @Override
    public void onComplete() {
        if (!ended && open) {
            keeping.complete();
        }
        end(null);
    }

    private void end(@Nullable Throwable failure) {
        if (ended) {
            return;
        }
        ended = true;
        cut = failure;
        shut();
        pump();
    }

    private void shut() {
        if (open) {
            open = false;
            shut.run();
        }
    }

    /** A source may bring a chunk while it is asked for one: another round takes care of it then, instead of a deeper call. */
    private void pump() {
        changed = true;
        if (pumping) {
            return;
        }
        pumping = true;
        while (changed) {
            changed = false;
            round();
        }
        pumping = false;
    }

    private void round() {
        seats.removeIf(this::isServed);
        if (!open) {
            passed.dropBefore(slowest());
        }
        if (ended || asked || source == null || !isAwaited()) {
            return;
        }
        if (open || passed.held() < MOST_LAG) {
            asked = true;
            source.request(1);
        }
    }

    private boolean isServed(Seat seat) {
        seat.serve(passed);
        boolean served = ended && seat.next() == passed.end();
        if (served) {
            seat.end(cut);
        }
        return served;
    }

    private long slowest() {
        long slowest = passed.end();
        for (Seat seat : seats) {
            slowest = Math.min(slowest, seat.next());
        }
        return slowest;
    }

    private boolean isAwaited() {
        for (Seat seat : seats) {
            if (seat.waitsFor(passed.end())) {
                return true;
            }
        }
        return false;
    }
}
