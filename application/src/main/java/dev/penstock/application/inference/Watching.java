package dev.penstock.application.inference;

import dev.penstock.domain.inference.Frame;
import dev.penstock.domain.log.LogEntry.Ending;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Looks on while frames go by, and at how they end, which it tells once and before the reader hears of it. */
final class Watching implements Flow.Subscriber<Frame> {
    private final Flow.Subscriber<? super Frame> reader;
    private final Consumer<Frame> onFrame;
    private final Consumer<Ending> onEnd;
    private boolean ended;

    Watching(Flow.Subscriber<? super Frame> reader, Consumer<Frame> onFrame, Consumer<Ending> onEnd) {
        this.reader = reader;
        this.onFrame = onFrame;
        this.onEnd = onEnd;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        reader.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                subscription.request(n);
            }

            @Override
            public void cancel() {
                subscription.cancel();
                end(Ending.CANCELLED);
            }
        });
    }

    @Override
    public void onNext(Frame frame) {
        if (!ended) {
            onFrame.accept(frame);
            reader.onNext(frame);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (end(Ending.TRUNCATED)) {
            reader.onError(failure);
        }
    }

    @Override
    public void onComplete() {
        if (end(Ending.COMPLETE)) {
            reader.onComplete();
        }
    }

    /** Whether this is the end, and not something that was on its way when it came. */
    private boolean end(Ending ending) {
        if (ended) {
            return false;
        }
        ended = true;
        onEnd.accept(ending);
        return true;
    }
}
