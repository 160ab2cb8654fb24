package dev.penstock.application.port;

import static dev.penstock.application.port.SampleReplies.NOON;
import static dev.penstock.application.port.SampleReplies.kept;
import static dev.penstock.application.port.SampleReplies.key;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.cache.CacheKey;
import dev.penstock.domain.cache.KeptReply;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.provider.ProviderId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link ReplyCache} does. Writing may take a moment. */
public interface ReplyCacheContract {
    Duration MINUTE = Duration.ofMinutes(1);

    /** The cache under test, empty at first, with room for a megabyte, and the same throughout one test. */
    ReplyCache cache();

    private @Nullable KeptReply find(CacheKey key, Instant now) {
        return cache().find(key, now).toCompletableFuture().join();
    }

    private void keep(CacheKey key, KeptReply reply, Duration timeToLive) {
        cache().keep(key, reply, timeToLive, NOON);
        Await.until("it is kept", () -> reply.equals(find(key, NOON)));
    }

    @Test
    default void gives_back_what_was_kept_byte_for_byte() {
        byte[] bytes = new byte[100_000];
        bytes[99_999] = -1;
        Headers headers = Headers.NONE.with("content-type", "text/event-stream").with("x-odd", "\u00fc");
        KeptReply reply = new KeptReply(headers, ByteBuffer.wrap(bytes), true, new ProviderId("groq"), null, NOON);

        keep(key(1), reply, MINUTE);

        assertThat(find(key(1), NOON)).isEqualTo(reply);
    }

    @Test
    default void finds_nothing_under_another_key() {
        keep(key(1), kept("one"), MINUTE);

        assertThat(find(key(2), NOON)).isNull();
    }

    @Test
    default void keeps_the_later_answer_in_place_of_the_earlier() {
        keep(key(1), kept("one"), MINUTE);
        keep(key(1), kept("two"), MINUTE);

        assertThat(find(key(1), NOON)).isEqualTo(kept("two"));
    }

    @Test
    default void lets_go_of_each_answer_when_its_own_time_is_over() {
        keep(key(1), kept("short"), MINUTE);
        keep(key(2), kept("long"), MINUTE.multipliedBy(10));

        assertThat(find(key(1), NOON.plus(MINUTE).minusMillis(1))).isNotNull();
        assertThat(find(key(1), NOON.plus(MINUTE))).isNull();
        assertThat(find(key(2), NOON.plus(MINUTE))).isNotNull();
    }

    @Test
    default void a_later_answer_brings_its_own_time() {
        keep(key(1), kept("one"), MINUTE);
        keep(key(1), kept("two"), MINUTE.multipliedBy(10));

        assertThat(find(key(1), NOON.plus(MINUTE))).isEqualTo(kept("two"));
    }

    @Test
    default void what_was_handed_out_cannot_change_what_is_kept() {
        byte[] bytes = "once".getBytes(UTF_8);
        keep(key(1), kept(ByteBuffer.wrap(bytes)), MINUTE);
        KeptReply found = Objects.requireNonNull(find(key(1), NOON));

        found.bytes().position(2);

        assertThat(found.bytes().isReadOnly()).isTrue();
        assertThat(find(key(1), NOON)).isEqualTo(kept("once"));
    }

    @Test
    default void takes_many_at_once() {
        List<Integer> numbers = AtOnce.run(50, number -> {
            cache().keep(key(number), kept("answer " + number), MINUTE, NOON);
            return number;
        });

        assertThat(numbers)
                .allSatisfy(number -> Await.until(
                        "number " + number + " is kept",
                        () -> kept("answer " + number).equals(find(key(number), NOON))));
    }
}
