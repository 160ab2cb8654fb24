package dev.penstock.providers.dialect;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A streamed body in translation. One chunk of the provider's becomes at most one of ours, and none is asked for that nobody
 * waits for: so nothing is ever queued but the last words. All signals come on one thread.
 */
final class TranslatedChunks implements Flow.Publisher<ByteBuffer> {
    private final Flow.Publisher<ByteBuffer> own;
    private final Supplier<StreamTranslator> translators;

    TranslatedChunks(Flow.Publisher<ByteBuffer> own, Supplier<StreamTranslator> translators) {
        this.own = own;
        this.translators = translators;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> reader) {
        own.subscribe(new Middle(reader, translators.get()));
    }

    private static final class Middle implements Flow.Subscriber<ByteBuffer>, Flow.Subscription {
        /** What may still come after the last event before the connection is given up instead of kept for the next call. */
        private static final long LONGEST_REST = 64 * 1024;

        private static final int LEAST_COUNTED = 1024;

        private final Flow.Subscriber<? super ByteBuffer> reader;
        private final StreamTranslator translator;
        private Flow.@Nullable Subscription provider;
        private long wanted;
        /** A chunk is on its way, or none will come any more. */
        private boolean awaited;

        private boolean asking;
        private boolean ended;
        private boolean cancelled;
        private long rest;
        private @Nullable ByteBuffer lastWords;

        Middle(Flow.Subscriber<? super ByteBuffer> reader, StreamTranslator translator) {
            this.reader = reader;
            this.translator = translator;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            provider = subscription;
            reader.onSubscribe(this);
        }

        @Override
        public void request(long n) {
            if (ended || cancelled) {
                return;
            }
            if (n <= 0) {
                cancel();
                ended = true;
                reader.onError(new IllegalArgumentException("a request must be for more than nothing"));
                return;
            }
            wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + n;
            if (lastWords != null) {
                speak(lastWords);
            } else {
                await();
            }
        }

        @Override
        public void cancel() {
            // After the end the rest is read to the end, so that the connection can serve again.
            if (!cancelled && !ended && provider != null) {
                cancelled = true;
                provider.cancel();
            }
        }

        @Override
        public void onNext(ByteBuffer chunk) {
            awaited = false;
            if (cancelled) {
                return;
            }
            if (ended) {
                drain(chunk.remaining());
                return;
            }
            ByteBuffer translated = translator.chunk(chunk);
            if (translated.hasRemaining()) {
                wanted--;
                reader.onNext(translated);
            }
            if (translator.state() == ChatChunks.State.OPEN) {
                await();
            } else {
                finish();
                drain(0);
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (!ended && !cancelled) {
                ended = true;
                reader.onError(failure);
            }
        }

        @Override
        public void onComplete() {
            awaited = true;
            if (ended || cancelled) {
                return;
            }
            ByteBuffer last = translator.end();
            if (!last.hasRemaining()) {
                finish();
            } else if (wanted > 0) {
                speak(last);
            } else {
                lastWords = last;
            }
        }

        private void await() {
            if (asking || provider == null) {
                return;
            }
            // A loop, for a publisher that hands over its chunk before its request returns.
            asking = true;
            while (wanted > 0 && !awaited && !ended && !cancelled) {
                awaited = true;
                provider.request(1);
            }
            asking = false;
        }

        private void speak(ByteBuffer last) {
            lastWords = null;
            wanted--;
            reader.onNext(last);
            finish();
        }

        private void finish() {
            if (ended || cancelled) {
                return;
            }
            ended = true;
            if (translator.state() == ChatChunks.State.WHOLE) {
                reader.onComplete();
            } else {
                reader.onError(new StreamBrokenException("the provider's stream failed or was cut short"));
            }
        }

        /** A whole answer leaves nothing of meaning behind; a failed one leaves a connection that nobody trusts. */
        private void drain(int passed) {
            rest += Math.max(passed, LEAST_COUNTED);
            if (cancelled || provider == null) {
                return;
            }
            if (translator.state() == ChatChunks.State.WHOLE && rest <= LONGEST_REST) {
                awaited = true;
                provider.request(1);
            } else {
                cancelled = true;
                provider.cancel();
            }
        }
    }
}
