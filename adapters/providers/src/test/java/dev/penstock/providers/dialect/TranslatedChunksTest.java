package dev.penstock.providers.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TranslatedChunksTest {
    private static final String START = "data: {\"type\":\"message_start\",\"message\":{}}\n\n";
    private static final String TEXT =
            "data: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}}\n\n";
    private static final String STOP =
            "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}\n\n";
    private static final String END = "data: {\"type\":\"message_stop\"}\n\n";
    private static final String ERROR =
            "data: {\"type\":\"error\",\"error\":{\"type\":\"t\",\"message\":\"Overloaded\"}}\n\n";
    private static final String PING = "data: {\"type\":\"ping\"}\n\n";

    private final Provider provider = new Provider();
    private final Reader reader = new Reader();

    private void subscribe() {
        byte[] chat = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}".getBytes(StandardCharsets.UTF_8);
        Asked asked = new Asked("id", "p/m", Instant.EPOCH);
        Translation.of(new AnthropicDialect(), "m", ByteBuffer.wrap(chat), asked).stream(provider)
                .subscribe(reader);
    }

    /** Sends a chunk for each request, at once, from its script; waits when that is at its end. */
    private static final class Provider implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
        final Deque<String> script = new ArrayDeque<>();
        boolean ends = true;
        int sent;
        long requested;
        boolean cancelled;
        Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
            subscriber.onSubscribe(this);
        }

        @Override
        public void request(long n) {
            requested += n;
            for (long i = 0; i < n && !script.isEmpty() && !cancelled; i++) {
                sent++;
                heard().onNext(ByteBuffer.wrap(script.remove().getBytes(StandardCharsets.UTF_8)));
                if (script.isEmpty() && ends) {
                    heard().onComplete();
                }
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        Flow.Subscriber<? super ByteBuffer> heard() {
            return Objects.requireNonNull(subscriber);
        }
    }

    private static final class Reader implements Flow.Subscriber<ByteBuffer> {
        final StringBuilder text = new StringBuilder();
        int chunks;
        boolean complete;

        @Nullable
        Throwable failure;

        Flow.@Nullable Subscription subscription;

        void request(long n) {
            Objects.requireNonNull(subscription).request(n);
        }

        void cancel() {
            Objects.requireNonNull(subscription).cancel();
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription = subscription;
        }

        @Override
        public void onNext(ByteBuffer chunk) {
            assertThat(complete || failure != null).as("ended").isFalse();
            chunks++;
            text.append(StandardCharsets.UTF_8.decode(chunk));
        }

        @Override
        public void onError(Throwable failure) {
            assertThat(complete || this.failure != null).as("ended").isFalse();
            this.failure = failure;
        }

        @Override
        public void onComplete() {
            assertThat(complete || failure != null).as("ended").isFalse();
            complete = true;
        }
    }

    @Test
    void asks_the_provider_only_for_what_the_reader_asks_for() {
        provider.script.addAll(List.of(START, PING, TEXT, TEXT, STOP, END));
        subscribe();

        assertThat(provider.requested).isZero();
        reader.request(1);
        assertThat(provider.sent).isEqualTo(1);
        reader.request(1);
        assertThat(provider.sent).as("a ping says nothing").isEqualTo(3);
        assertThat(reader.chunks).isEqualTo(2);
        reader.request(1);
        assertThat(provider.sent).isEqualTo(4);
        assertThat(reader.complete).isFalse();
        reader.request(1);
        assertThat(reader.text).endsWith("data: [DONE]\n\n");
        assertThat(reader.complete).isTrue();
        assertThat(provider.cancelled).isFalse();
    }

    @Test
    void takes_any_number_of_chunks_that_mean_nothing_without_going_deeper() {
        for (int i = 0; i < 100_000; i++) {
            provider.script.add(PING);
        }
        provider.script.addAll(List.of(START, STOP, END));
        subscribe();

        reader.request(Long.MAX_VALUE);
        reader.request(Long.MAX_VALUE);

        assertThat(reader.complete).isTrue();
    }

    @Test
    void ends_at_the_last_event_although_the_provider_holds_the_connection() {
        provider.ends = false;
        provider.script.addAll(List.of(START, TEXT, STOP, END));
        subscribe();

        reader.request(10);

        assertThat(reader.complete).isTrue();
        assertThat(provider.cancelled).as("it may serve again").isFalse();
        assertThat(provider.requested).isEqualTo(5);
        reader.cancel();
        assertThat(provider.cancelled).isFalse();
    }

    @Test
    void gives_a_connection_up_that_goes_on_and_on_after_the_last_event() {
        provider.ends = false;
        provider.script.addAll(List.of(START, STOP, END));
        for (int i = 0; i < 200; i++) {
            provider.script.add(PING);
        }
        subscribe();

        reader.request(10);

        assertThat(reader.complete).isTrue();
        assertThat(provider.cancelled).isTrue();
    }

    @Test
    void supplies_the_end_that_a_whole_answer_lacks_once_somebody_asks_for_it() {
        provider.script.addAll(List.of(START + TEXT, STOP));
        subscribe();

        reader.request(1);
        assertThat(reader.complete).isFalse();
        reader.request(1);

        assertThat(reader.text).contains("\"finish_reason\":\"stop\"").endsWith("data: [DONE]\n\n");
        assertThat(reader.complete).isTrue();
    }

    @Test
    void keeps_its_last_words_until_somebody_asks_for_them() {
        provider.ends = false;
        provider.script.add(START + STOP);
        subscribe();
        reader.request(1);
        provider.heard().onComplete();

        assertThat(reader.complete).isFalse();
        reader.request(1);

        assertThat(reader.text).endsWith("data: [DONE]\n\n");
        assertThat(reader.complete).isTrue();
    }

    @Test
    void ends_with_an_error_when_the_provider_ends_too_early() {
        provider.script.addAll(List.of(START, TEXT));
        subscribe();

        reader.request(10);

        assertThat(reader.failure).isInstanceOf(StreamBrokenException.class);
        assertThat(reader.text).doesNotContain("[DONE]");
    }

    @Test
    void ends_with_an_error_when_the_connection_breaks() {
        provider.ends = false;
        provider.script.addAll(List.of(START, TEXT, STOP));
        IllegalStateException broken = new IllegalStateException("reset");
        subscribe();
        reader.request(10);

        provider.heard().onError(broken);

        assertThat(reader.failure).isSameAs(broken);
        assertThat(reader.text).doesNotContain("[DONE]");
    }

    @Test
    void passes_an_error_of_the_provider_on_and_ends_with_an_error() {
        provider.script.addAll(List.of(START, TEXT, ERROR, STOP, END));
        subscribe();

        reader.request(10);

        assertThat(reader.text)
                .endsWith(
                        "data: {\"error\":{\"message\":\"Overloaded\",\"type\":\"t\",\"param\":null,\"code\":null}}\n\n");
        assertThat(reader.failure).isInstanceOf(StreamBrokenException.class);
        assertThat(provider.cancelled).isTrue();
    }

    @Test
    void tells_the_provider_when_the_reader_leaves() {
        provider.script.addAll(List.of(START, TEXT, STOP, END));
        subscribe();
        reader.request(1);

        reader.cancel();
        reader.request(5);

        assertThat(provider.cancelled).isTrue();
        assertThat(reader.chunks).isEqualTo(1);
        assertThat(reader.complete).isFalse();
        assertThat(reader.failure).isNull();
    }

    @Test
    void refuses_a_request_for_nothing() {
        provider.script.addAll(List.of(START, TEXT));
        subscribe();

        reader.request(0);

        assertThat(reader.failure).isInstanceOf(IllegalArgumentException.class);
        assertThat(provider.cancelled).isTrue();
    }
}
