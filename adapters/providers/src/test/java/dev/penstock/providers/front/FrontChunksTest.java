package dev.penstock.providers.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.FakeChunks;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrontChunksTest {
    private static final String TEXT = "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n";
    private static final String FINISH = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    private final FakeChunks chat = new FakeChunks();
    private final Slow reader = new Slow();

    FrontChunksTest() {
        Asked asked = new Asked(FrontSample.quoted("{'model':'m'}"), "S1", Instant.EPOCH);
        new FrontChunks(chat, new MessagesApi().stream(asked)).subscribe(reader);
    }

    @Test
    void asks_for_nothing_that_nobody_wants() {
        assertThat(chat.requested()).isZero();

        reader.ask(1);
        reader.ask(1);

        assertThat(chat.requested()).isEqualTo(1);
    }

    @Test
    void goes_on_asking_until_there_is_something_to_give() {
        reader.ask(1);

        chat.send(": keep-alive\n\n").send("data: {\"cho");

        assertThat(reader.chunks).isEmpty();
        assertThat(chat.requested()).isEqualTo(3);
    }

    @Test
    void gives_no_more_than_was_asked_for() {
        reader.ask(1);

        chat.send(TEXT);

        assertThat(reader.chunks).hasSize(1);
        assertThat(chat.requested()).isEqualTo(1);
        reader.ask(1);
        assertThat(chat.requested()).isEqualTo(2);
    }

    @Test
    void the_last_events_wait_until_somebody_asks() {
        reader.ask(1);
        chat.send(TEXT + FINISH);

        chat.end();

        assertThat(reader.ending).isEqualTo("open");
        reader.ask(1);
        assertThat(reader.chunks.get(1)).contains("message_stop");
        assertThat(reader.ending).isEqualTo("complete");
    }

    @Test
    void the_error_event_waits_until_somebody_asks_and_the_error_follows_it() {
        reader.ask(1);
        chat.send(TEXT);

        chat.breakOff();

        assertThat(reader.ending).isEqualTo("open");
        reader.ask(1);
        assertThat(reader.chunks.get(1)).startsWith("event: error\n");
        assertThat(reader.ending).isEqualTo("broken: the body broke off");
    }

    @Test
    void everything_is_there_at_the_last_word_and_the_end_when_the_provider_ends() {
        reader.ask(1);

        chat.send(TEXT + FINISH + DONE);

        assertThat(String.join("", reader.chunks)).contains("message_stop");
        assertThat(reader.ending).isEqualTo("open");
        assertThat(chat.requested()).isEqualTo(2);
        chat.end();
        assertThat(reader.ending).isEqualTo("complete");
        assertThat(chat.isCancelled()).isFalse();
    }

    @Test
    void what_breaks_after_the_last_word_was_whole() {
        reader.ask(Long.MAX_VALUE);
        chat.send(TEXT + FINISH + DONE);

        chat.breakOff();

        assertThat(reader.ending).isEqualTo("complete");
    }

    @Test
    void what_breaks_after_the_answer_said_why_it_is_over_was_whole() {
        reader.ask(Long.MAX_VALUE);
        chat.send(TEXT + FINISH);

        chat.breakOff();

        assertThat(String.join("", reader.chunks)).contains("message_stop").doesNotContain("event: error");
        assertThat(reader.ending).isEqualTo("complete");
    }

    @Test
    void a_provider_that_talks_on_after_the_last_word_is_left() {
        reader.ask(Long.MAX_VALUE);
        chat.send(TEXT + FINISH + DONE);

        chat.send(": on and on".repeat(10_000));

        assertThat(chat.isCancelled()).isTrue();
        assertThat(reader.ending).isEqualTo("complete");
    }

    @Test
    void an_event_that_never_ends_is_cut_and_the_provider_left() {
        reader.ask(Long.MAX_VALUE);

        for (int i = 0; i < 9 && !chat.isCancelled(); i++) {
            chat.send("data: ".repeat(180_000));
        }

        assertThat(chat.isCancelled()).isTrue();
        assertThat(reader.ending).isEqualTo("broken: an event of the provider's stream is too long");
    }

    @Test
    void a_stream_without_a_word_is_broken() {
        reader.ask(1);

        chat.end();

        assertThat(reader.chunks).singleElement().asString().startsWith("event: error\n");
        assertThat(reader.ending).isEqualTo("broken: the provider's answer broke off");
    }

    @Test
    void a_reader_that_leaves_is_told_nothing_more() {
        reader.ask(2);
        chat.send(TEXT);

        reader.leave();

        assertThat(chat.isCancelled()).isTrue();
        chat.send(TEXT).end();
        assertThat(reader.chunks).hasSize(1);
        assertThat(reader.ending).isEqualTo("open");
    }

    @Test
    void a_reader_that_asks_for_nothing_is_wrong() {
        reader.ask(0);

        assertThat(chat.isCancelled()).isTrue();
        assertThat(reader.ending).startsWith("broken");
    }

    /** Takes no more than it asked for. */
    private static final class Slow implements Flow.Subscriber<ByteBuffer> {
        private final List<String> chunks = new ArrayList<>();
        private Flow.@Nullable Subscription subscription;
        private String ending = "open";

        void ask(long n) {
            Objects.requireNonNull(subscription).request(n);
        }

        void leave() {
            Objects.requireNonNull(subscription).cancel();
        }

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            subscription = begun;
        }

        @Override
        public void onNext(ByteBuffer chunk) {
            chunks.add(StandardCharsets.UTF_8.decode(chunk).toString());
        }

        @Override
        public void onError(Throwable failure) {
            ending = "broken: " + failure.getMessage();
        }

        @Override
        public void onComplete() {
            ending = "complete";
        }
    }
}
