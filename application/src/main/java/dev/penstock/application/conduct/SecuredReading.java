package dev.penstock.application.conduct;

import dev.penstock.application.conduct.SecuredStream.Rescuer;
import dev.penstock.application.port.AnswerForms.Event;
import dev.penstock.application.port.AnswerForms.Kind;
import dev.penstock.application.port.AnswerForms.Reading;
import dev.penstock.application.port.AnswerForms.StreamForm;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads a secured answer, from one stream after the other, for the caller. For one event loop. */
final class SecuredReading implements Flow.Subscription {
    private final StreamForm form;
    private final @Nullable Rescuer rescuer;
    private final Flow.Subscriber<? super ByteBuffer> reader;
    private final PassingEvents passing = new PassingEvents();
    private Flow.@Nullable Subscription source;
    private boolean awaited;
    private boolean asking;
    private boolean over;
    private boolean finished;
    private @Nullable String firstReason;

    SecuredReading(Flow.Subscriber<? super ByteBuffer> reader, StreamForm form, @Nullable Rescuer rescuer) {
        this.reader = reader;
        this.form = form;
        this.rescuer = rescuer;
    }

    /** The stream that the caller reads first. */
    void begin(Flow.Publisher<ByteBuffer> chunks) {
        reader.onSubscribe(this);
        chunks.subscribe(new Source(rescuer == null ? null : form.read(), true));
    }

    @Override
    public void request(long n) {
        passing.want(n);
        pass();
        ask();
    }

    @Override
    public void cancel() {
        if (finished) {
            return;
        }
        finished = true;
        over = true;
        passing.clear();
        if (source != null) {
            source.cancel();
        } else if (rescuer != null) {
            rescuer.abandon();
        }
    }

    private void pass() {
        if (!finished) {
            passing.passTo(reader);
        }
        if (over && !finished && passing.isEmpty()) {
            finished = true;
            if (firstReason == null) {
                reader.onComplete();
            } else {
                reader.onError(new AnswerBrokenException(firstReason));
            }
        }
    }

    private void ask() {
        if (asking) {
            return;
        }
        // A loop, for a publisher that hands over its chunk before its request returns.
        asking = true;
        while (source != null && !awaited && !over && passing.isShort()) {
            awaited = true;
            source.request(1);
        }
        asking = false;
    }

    private void broke(@Nullable Reading shown, String reason) {
        source = null;
        awaited = false;
        firstReason = firstReason == null ? reason : firstReason;
        if (rescuer == null || shown == null || !shown.canBeContinued()) {
            tell();
            return;
        }
        rescuer.rescue(shown.text(), reason).whenComplete((replacement, failure) -> {
            if (finished) {
                if (replacement != null) {
                    replacement.chunks().subscribe(new UnwantedStream());
                }
            } else if (replacement == null) {
                tell();
            } else {
                replacement.chunks().subscribe(new Source(form.readOn(shown, replacement.anew()), false));
            }
        });
    }

    private void tell() {
        over = true;
        passing.add(form.error("The answer broke off: " + firstReason));
        pass();
    }

    /** One of the streams that the answer is made of. */
    private final class Source implements Flow.Subscriber<ByteBuffer> {
        private final @Nullable Reading reading;
        private final boolean first;
        private Flow.@Nullable Subscription own;
        private boolean ended;

        Source(@Nullable Reading reading, boolean first) {
            this.reading = reading;
            this.first = first;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            own = subscription;
            if (finished) {
                subscription.cancel();
                return;
            }
            source = subscription;
            ask();
        }

        @Override
        public void onNext(ByteBuffer chunk) {
            awaited = false;
            if (ended || finished) {
                return;
            }
            if (first) {
                passing.add(chunk);
                if (reading != null) {
                    reading.take(chunk);
                }
            } else if (reading != null) {
                take(reading.take(chunk));
            }
            pass();
            ask();
        }

        private void take(List<Event> events) {
            for (Event event : events) {
                if (event.kind() == Kind.DIVERGED || event.kind() == Kind.ERROR) {
                    ended = true;
                    source = null;
                    if (own != null) {
                        own.cancel();
                    }
                    tell();
                    return;
                }
                if (event.kind() != Kind.BROKEN) {
                    passing.add(event.bytes());
                }
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (!ended && !finished) {
                ended = true;
                broke(
                        reading,
                        failure instanceof AnswerBrokenException broken ? broken.reason() : "the provider broke off");
            }
        }

        @Override
        public void onComplete() {
            if (ended || finished) {
                return;
            }
            if (!first && reading != null) {
                take(reading.end());
            }
            if (!ended) {
                ended = true;
                over = true;
                firstReason = null;
                source = null;
                pass();
            }
        }
    }
}
