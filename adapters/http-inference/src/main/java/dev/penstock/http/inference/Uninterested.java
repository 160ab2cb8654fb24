package dev.penstock.http.inference;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** Cancels whatever it is subscribed to. */
final class Uninterested implements Flow.Subscriber<ByteBuffer> {
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
