package dev.penstock.application.conduct;

import dev.penstock.application.port.Alarm;
import dev.penstock.application.port.AnswerForms.Event;
import dev.penstock.application.port.AnswerForms.Reading;
import dev.penstock.application.port.AnswerForms.StreamForm;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A streamed answer that is held back until it says something, and passes event by event from then on. It ends well only when it
 * said all that it had to say; silence, an error inside it and an early end are failures. For one event loop.
 */
public final class AwaitedStream implements Flow.Publisher<ByteBuffer> {
    /** How long a stream may go on being silent that has said everything but its last word. */
    static final Duration LAST_WORD = Duration.ofSeconds(2);

    /** How much may come before the first content. */
    private static final long LONGEST_OPENING = 1024 * 1024;

    private static final int MOST_BROKEN = 8;

    private final Terms terms;
    private final Middle middle;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();

    /**
     * How a stream is to be read.
     *
     * @param stall how long it may be silent; null for as long as it likes
     * @param strict whether an event that cannot be read is a failure, and not only left out
     * @param tells whether the reader is told inside the stream that it will not be whole
     */
    public record Terms(
            StreamForm form,
            @Nullable Duration stall,
            boolean strict,
            boolean tells,
            Alarm alarm,
            InstantSource clock) {}

    private AwaitedStream(Terms terms) {
        this.terms = terms;
        this.middle = new Middle();
    }

    /**
     * The stream, once it has begun to speak; fails with an {@link AnswerBrokenException} when it does not.
     *
     * @param abandoned completes when nobody waits for that any more
     */
    public static CompletionStage<Flow.Publisher<ByteBuffer>> of(
            Flow.Publisher<ByteBuffer> chunks, Terms terms, CompletionStage<Void> abandoned) {
        AwaitedStream stream = new AwaitedStream(terms);
        chunks.subscribe(stream.middle);
        abandoned.thenRun(() -> {
            if (!stream.begun.isDone()) {
                stream.middle.fail("nobody waits for it");
            }
        });
        return stream.begun.thenApply(done -> stream);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> reader) {
        middle.passTo(reader);
    }

    private final class Middle implements Flow.Subscriber<ByteBuffer>, Flow.Subscription {
        private final Reading reading = terms.form().read();
        private final PassingEvents passing = new PassingEvents();
        private Flow.@Nullable Subscription provider;
        private Flow.@Nullable Subscriber<? super ByteBuffer> reader;
        private Alarm.@Nullable Pending silence;
        private long wanted;
        private long heardAt;
        private int broken;
        /** A chunk was asked for and has not come. */
        private boolean awaited;

        private boolean asking;
        /** All is said but for the last event. */
        private boolean closing;
        /** The last event was said. */
        private boolean ended;
        /** Nothing more comes from the provider. */
        private boolean over;

        private boolean finished;
        private @Nullable AnswerBrokenException failure;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            provider = subscription;
            heardAt = terms.clock().millis();
            listen();
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
            wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + Math.max(n, 0);
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
            awaited = false;
            if (over) {
                return;
            }
            heardAt = terms.clock().millis();
            take(reading.take(chunk));
            pass();
            ask();
        }

        @Override
        public void onError(Throwable cause) {
            awaited = false;
            if (!over) {
                fail("the provider broke off");
            }
        }

        @Override
        public void onComplete() {
            awaited = false;
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
                listen();
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
            quiet();
            if (!ended) {
                passing.add(terms.form().read().missingEnd());
            }
            begun.complete(null);
            pass();
        }

        void fail(String reason) {
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
            quiet();
            if (running && provider != null) {
                provider.cancel();
            }
        }

        private void pass() {
            Flow.Subscriber<? super ByteBuffer> next = reader;
            while (next != null && wanted > 0 && !finished) {
                ByteBuffer event = passing.poll();
                if (event == null) {
                    break;
                }
                wanted--;
                next.onNext(event);
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
            while (!awaited && !over && (!begun.isDone() || (wanted > 0 && passing.isEmpty()))) {
                awaited = true;
                heardAt = terms.clock().millis();
                provider.request(1);
            }
            asking = false;
        }

        /** Only the time in which something was asked for is silence: a slow reader is no fault of the provider's. */
        private void listen() {
            quiet();
            Duration patience = closing ? LAST_WORD : terms.stall();
            if (patience == null || over) {
                return;
            }
            long silent = awaited ? terms.clock().millis() - heardAt : 0;
            long left = patience.toMillis() - silent;
            if (left > 0) {
                silence = terms.alarm().after(Duration.ofMillis(left), this::listen);
            } else if (closing) {
                if (provider != null) {
                    provider.cancel();
                }
                finish();
            } else {
                fail("the stream was silent for %d ms".formatted(patience.toMillis()));
            }
        }

        private void quiet() {
            if (silence != null) {
                silence.cancel();
                silence = null;
            }
        }
    }
}
