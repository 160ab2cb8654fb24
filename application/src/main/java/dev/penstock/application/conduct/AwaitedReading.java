package dev.penstock.application.conduct;

import dev.penstock.application.conduct.AwaitedStream.Terms;
import dev.penstock.application.port.AnswerForms.Event;
import dev.penstock.application.port.AnswerForms.Reading;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Reads one streamed answer, and passes it on event by event. Knows when it has begun, when all is said, and when it has failed.
 * For one event loop.
 */
final class AwaitedReading implements Flow.Subscriber<ByteBuffer>, Flow.Subscription {
    /** How long a stream may go on being silent that has said everything but its last word. */
    private static final Duration LAST_WORD = Duration.ofSeconds(2);

    /** How much may come before the first content. */
    private static final long LONGEST_OPENING = 1024 * 1024;

    private static final int MOST_BROKEN = 8;

    private final Terms terms;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final Reading reading;
    private final Silence silence;
    private final PassingEvents passing = new PassingEvents();
    private Flow.@Nullable Subscription provider;
    private Flow.@Nullable Subscriber<? super ByteBuffer> reader;
    private int broken;
    private boolean asking;
    /** All is said but for the last event. */
    private boolean closing;
    /** The last event was said. */
    private boolean ended;
    /** Nothing more comes from the provider. */
    private boolean over;

    private boolean finished;
    private @Nullable AnswerBrokenException failure;

    AwaitedReading(Terms terms) {
        this.terms = terms;
        this.reading = terms.form().read();
        this.silence = new Silence(terms.alarm(), terms.clock(), this::wasSilent);
    }

    /** Completes with the first content; fails with an {@link AnswerBrokenException} when there is none. */
    CompletionStage<Void> begun() {
        return begun;
    }

    /** Nobody waits for it any more. */
    void abandon() {
        if (!begun.isDone()) {
            fail("nobody waits for it");
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        provider = subscription;
        silence.bear(terms.stall());
        ask();
    }

    void passTo(Flow.Subscriber<? super ByteBuffer> next) {
        reader = next;
        next.onSubscribe(this);
    }

    @Override
    public void request(long n) {
        if (finished) {
            return;
        }
        passing.want(n);
        pass();
        ask();
    }

    @Override
    public void cancel() {
        finished = true;
        passing.clear();
        stop();
    }

    @Override
    public void onNext(ByteBuffer chunk) {
        silence.heard();
        if (over) {
            return;
        }
        take(reading.take(chunk));
        pass();
        ask();
    }

    @Override
    public void onError(Throwable cause) {
        silence.heard();
        if (!over) {
            fail("the provider broke off");
        }
    }

    @Override
    public void onComplete() {
        silence.heard();
        if (!over) {
            take(reading.end());
            finish();
        }
    }

    private void take(List<Event> events) {
        for (Event event : events) {
            if (!over && !ended) {
                take(event);
            }
        }
    }

    private void take(Event event) {
        switch (event.kind()) {
            case FRAME -> passing.add(event.bytes());
            case CONTENT -> {
                passing.add(event.bytes());
                begun.complete(null);
            }
            case CLOSING -> {
                passing.add(event.bytes());
                close();
            }
            case END -> {
                passing.add(event.bytes());
                ended = true;
                close();
            }
            case ERROR -> fail("the provider said inside the stream that it failed");
            case BROKEN -> leaveOut();
            case DIVERGED -> throw new IllegalStateException("this stream is read from its beginning");
        }
        if (!begun.isDone() && passing.size() > LONGEST_OPENING) {
            fail("the stream said too much before it began to answer");
        }
    }

    /** What is still to come is worth little patience. */
    private void close() {
        if (!closing) {
            closing = true;
            silence.bear(LAST_WORD);
        }
        begun.complete(null);
    }

    private void leaveOut() {
        broken++;
        if (terms.strict() || broken > MOST_BROKEN || !reading.canBeContinued()) {
            fail("an event of the stream cannot be read");
        }
    }

    /** The provider has said what it had to say. */
    private void finish() {
        if (over) {
            return;
        }
        if (!closing) {
            fail("the stream ended before the answer was whole");
            return;
        }
        over = true;
        silence.bear(null);
        if (!ended) {
            passing.add(terms.form().read().missingEnd());
        }
        begun.complete(null);
        pass();
    }

    private void fail(String reason) {
        failure = new AnswerBrokenException(reason);
        if (terms.tells() && begun.isDone()) {
            passing.add(terms.form().error("The answer broke off: " + reason));
        }
        stop();
        begun.completeExceptionally(failure);
        pass();
    }

    private void stop() {
        boolean running = !over;
        over = true;
        silence.bear(null);
        if (running && provider != null) {
            provider.cancel();
        }
    }

    private void pass() {
        Flow.Subscriber<? super ByteBuffer> next = reader;
        if (next != null && !finished) {
            passing.passTo(next);
        }
        if (next != null && over && !finished && passing.isEmpty()) {
            finished = true;
            if (failure == null) {
                next.onComplete();
            } else {
                next.onError(failure);
            }
        }
    }

    private void ask() {
        if (asking || provider == null) {
            return;
        }
        // A loop, for a publisher that hands over its chunk before its request returns.
        asking = true;
        while (!silence.isOn() && !over && (!begun.isDone() || passing.isShort())) {
            silence.asked();
            provider.request(1);
        }
        asking = false;
    }

    private void wasSilent() {
        if (closing) {
            if (provider != null) {
                provider.cancel();
            }
            finish();
        } else {
            fail("the stream was silent for %d ms"
                    .formatted(Objects.requireNonNull(terms.stall()).toMillis()));
        }
    }
}
