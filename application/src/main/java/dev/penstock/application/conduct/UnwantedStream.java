package dev.penstock.application.conduct;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** Takes a stream that came too late, and lets it go. */
public final class UnwantedStream implements Flow.Subscriber<ByteBuffer> {
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
