package dev.penstock.providers.front;

import dev.penstock.providers.chat.SseWriter;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One reading of {@link FrontChunks}. A chunk is asked for when the reader wants one and nothing is left to give; chunks that
 * say nothing to the reader are followed by the next. All signals come on one thread.
 *
 * <p>After {@code [DONE]} the reader has everything at once, and its end when the provider's stream ends: the connection
 * behind it can then be used again. A stream that broke off ends with the API's error event and then with an error.
 */
final class FrontReading implements Flow.Subscriber<ByteBuffer>, Flow.Subscription {
    private static final int MOST_AFTER_DONE = 64 * 1024;

    private final Flow.Subscriber<? super ByteBuffer> reader;
    private final SseWriter events = new SseWriter();
    private final FrontStory story;
    private Flow.@Nullable Subscription chat;
    private long demand;
    private boolean waiting;
    private boolean over;
    private boolean told;
    private int afterDone;

    FrontReading(Flow.Subscriber<? super ByteBuffer> reader, EventTranslation translation) {
        this.reader = reader;
        story = new FrontStory(translation, events::event);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        chat = subscription;
        reader.onSubscribe(this);
    }

    @Override
    public void onNext(ByteBuffer chunk) {
        if (over) {
            return;
        }
        waiting = false;
        boolean wasTold = story.isTold();
        story.chunk(chunk);
        afterDone += wasTold ? chunk.remaining() : 0;
        if (story.failure() != null || afterDone > MOST_AFTER_DONE) {
            leave();
        }
        deliver();
    }

    @Override
    public void onError(Throwable failure) {
        if (!over) {
            over = true;
            story.breakOff(failure);
            deliver();
        }
    }

    @Override
    public void onComplete() {
        if (!over) {
            over = true;
            story.end();
            deliver();
        }
    }

    @Override
    public void request(long n) {
        if (n <= 0 && !told) {
            told = true;
            leave();
            reader.onError(new IllegalArgumentException("a reader asks for more than nothing"));
            return;
        }
        demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
        deliver();
    }

    @Override
    public void cancel() {
        told = true;
        leave();
    }

    private void leave() {
        if (!over && chat != null) {
            over = true;
            chat.cancel();
        }
    }

    private void deliver() {
        if (!told && demand > 0 && !events.isEmpty()) {
            demand--;
            reader.onNext(events.take());
        }
        if (told || !events.isEmpty()) {
            return;
        }
        if (over) {
            tellEnd();
        } else if ((demand > 0 || story.isTold()) && !waiting && chat != null) {
            waiting = true;
            chat.request(1);
        }
    }

    private void tellEnd() {
        told = true;
        Throwable failure = story.failure();
        if (failure == null) {
            reader.onComplete();
        } else {
            reader.onError(failure);
        }
    }
}
