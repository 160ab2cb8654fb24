package dev.penstock.application.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.log.LogPayload;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyCaptureTest {
    private static final int MEBIBYTE = 1024 * 1024;
    private final ByteBudget budget = new ByteBudget(100L * MEBIBYTE);

    @Nested
    class Keeping {
        @Test
        void keeps_what_passes_whole_and_in_order() {
            BodyCapture capture = capture("Hello, ", "", "world");

            LogPayload.Part part = part(capture);

            assertThat(text(part)).isEqualTo("Hello, world");
            assertThat(part.complete()).isTrue();
            assertThat(capture.size()).isEqualTo(12);
        }

        @Test
        void keeps_a_body_without_bytes_as_an_empty_one() {
            LogPayload.Part part = part(capture());

            assertThat(text(part)).isEmpty();
            assertThat(part.complete()).isTrue();
        }

        @Test
        void reads_a_chunk_from_its_position_to_its_limit_and_leaves_both_alone() {
            BodyCapture capture = new BodyCapture(budget, true);
            ByteBuffer chunk = ByteBuffer.wrap("..kept..".getBytes(UTF_8), 2, 4);

            capture.add(chunk);

            assertThat(text(part(capture))).isEqualTo("kept");
            assertThat(chunk.remaining()).isEqualTo(4);
        }

        @Test
        void only_counts_when_the_bytes_are_not_wanted() {
            BodyCapture capture = new BodyCapture(budget, false);

            capture.add(bytes("secret"));

            assertThat(capture.size()).isEqualTo(6);
            assertThat(payloadOf(capture).request()).isNull();
            assertThat(budget.takenBytes()).isZero();
        }
    }

    @Nested
    class Cutting {
        @Test
        void keeps_a_body_whole_up_to_the_last_byte_of_the_limit() {
            BodyCapture capture = new BodyCapture(budget, true);
            capture.add(ByteBuffer.allocate(LogPayload.MAX_BYTES - 1));
            capture.add(ByteBuffer.allocate(1));

            assertThat(part(capture).complete()).isTrue();
            assertThat(part(capture).bytes().remaining()).isEqualTo(LogPayload.MAX_BYTES);
        }

        @Test
        void keeps_the_head_of_a_body_that_is_one_byte_longer_than_the_limit() {
            BodyCapture capture = new BodyCapture(budget, true);
            capture.add(numbered(LogPayload.MAX_BYTES));
            capture.add(ByteBuffer.allocate(1));

            LogPayload.Part part = part(capture);

            assertThat(part.complete()).isFalse();
            assertThat(part.bytes()).isEqualTo(numbered(LogPayload.HEAD_BYTES));
            assertThat(capture.size()).isEqualTo(LogPayload.MAX_BYTES + 1L);
            assertThat(budget.takenBytes()).isEqualTo(LogPayload.HEAD_BYTES);
        }

        @Test
        void fills_the_head_from_both_sides_of_a_chunk_boundary() {
            ByteBudget small = new ByteBudget(LogPayload.HEAD_BYTES);
            BodyCapture capture = new BodyCapture(small, true);
            ByteBuffer whole = numbered(3 * LogPayload.HEAD_BYTES);
            capture.add(whole.slice(0, 1000));

            capture.add(whole.slice(1000, whole.remaining() - 1000));

            assertThat(part(capture).bytes()).isEqualTo(numbered(LogPayload.HEAD_BYTES));
            assertThat(part(capture).complete()).isFalse();
        }

        @Test
        void keeps_nothing_when_the_budget_has_no_room_even_for_a_head() {
            ByteBudget full = new ByteBudget(10);
            BodyCapture capture = new BodyCapture(full, true);
            capture.add(bytes("12345678"));

            capture.add(bytes("9abcdef"));

            assertThat(payloadOf(capture).request()).isNull();
            assertThat(capture.size()).isEqualTo(15);
            assertThat(full.takenBytes()).isZero();
        }

        @Test
        void adds_nothing_to_a_head() {
            ByteBudget small = new ByteBudget(70_000);
            BodyCapture capture = new BodyCapture(small, true);
            capture.add(numbered(70_000));
            capture.add(bytes("x"));

            capture.add(bytes("y"));

            assertThat(part(capture).bytes().remaining()).isEqualTo(LogPayload.HEAD_BYTES);
            assertThat(capture.size()).isEqualTo(70_002);
        }
    }

    @Nested
    class TwoBodiesTogether {
        @Test
        void are_both_whole_when_they_are_as_long_as_the_limit_together() {
            LogPayload payload = payload(numbered(4 * MEBIBYTE), numbered(6 * MEBIBYTE));

            assertThat(Objects.requireNonNull(payload.request()).complete()).isTrue();
            assertThat(Objects.requireNonNull(payload.response()).complete()).isTrue();
        }

        @Test
        void are_both_heads_when_they_are_longer_than_the_limit_together() {
            LogPayload payload = payload(numbered(4 * MEBIBYTE), numbered(6 * MEBIBYTE + 1));

            for (LogPayload.Part part : Arrays.asList(payload.request(), payload.response())) {
                assertThat(Objects.requireNonNull(part).complete()).isFalse();
                assertThat(part.bytes()).isEqualTo(numbered(LogPayload.HEAD_BYTES));
            }
            assertThat(budget.takenBytes()).isEqualTo(2L * LogPayload.HEAD_BYTES);
        }

        @Test
        void leave_a_body_whole_that_is_no_longer_than_a_head() {
            LogPayload payload = payload(bytes("short"), numbered(11 * MEBIBYTE));

            assertThat(Objects.requireNonNull(payload.request()).complete()).isTrue();
            assertThat(Objects.requireNonNull(payload.response()).complete()).isFalse();
        }

        private LogPayload payload(ByteBuffer asked, ByteBuffer answered) {
            BodyCapture request = new BodyCapture(budget, true);
            BodyCapture reply = new BodyCapture(budget, true);
            request.add(asked);
            reply.add(answered);
            return new CapturedBodies(request, null, reply, null).payload();
        }
    }

    @Nested
    class Releasing {
        @Test
        void takes_nothing_more_afterwards() {
            BodyCapture capture = capture("some");
            capture.release();

            capture.add(bytes("more"));

            assertThat(budget.takenBytes()).isZero();
        }

        @Test
        void gives_back_once_however_often_it_is_asked_to() {
            BodyCapture capture = capture("some");
            BodyCapture other = capture("other");

            capture.release();
            capture.release();

            assertThat(budget.takenBytes()).isEqualTo(other.size());
        }

        /** The law: whatever passed, through however tight a budget, after the release nothing is taken. */
        @ParameterizedTest
        @ValueSource(longs = {1, 2026, 42_000_017})
        void gives_back_all_that_was_taken_whatever_passed(long seed) {
            Random random = new Random(seed);
            for (int round = 0; round < 300; round++) {
                long limit = random.nextInt(1 + random.nextInt(400_000));
                ByteBudget tight = new ByteBudget(limit);
                CapturedBodies bodies = new CapturedBodies(
                        captured(tight, random), encoding(random), captured(tight, random), encoding(random));

                boolean overdrawn = tight.takenBytes() > limit;
                if (random.nextBoolean()) {
                    overdrawn |= bodies.payload().hashCode() != 0 && tight.takenBytes() > limit;
                }
                bodies.release();

                assertThat(overdrawn)
                        .as("overdrawn in round %d of seed %d", round, seed)
                        .isFalse();
                assertThat(tight.takenBytes())
                        .as("round %d of seed %d", round, seed)
                        .isZero();
            }
        }

        private BodyCapture captured(ByteBudget tight, Random random) {
            BodyCapture capture = new BodyCapture(tight, random.nextInt(5) > 0);
            for (int i = random.nextInt(8); i > 0; i--) {
                capture.add(ByteBuffer.allocate(random.nextInt(1 + random.nextInt(100_000))));
            }
            if (random.nextInt(5) == 0) {
                capture.cutToHead();
            }
            return capture;
        }

        private String encoding(Random random) {
            return random.nextBoolean() ? "identity" : "gzip";
        }
    }

    private BodyCapture capture(String... chunks) {
        BodyCapture capture = new BodyCapture(budget, true);
        for (String chunk : chunks) {
            capture.add(bytes(chunk));
        }
        return capture;
    }

    private LogPayload payloadOf(BodyCapture capture) {
        return new CapturedBodies(capture, null, new BodyCapture(budget, true), null).payload();
    }

    private LogPayload.Part part(BodyCapture capture) {
        return Objects.requireNonNull(payloadOf(capture).request());
    }

    private static String text(LogPayload.Part part) {
        return UTF_8.decode(part.bytes()).toString();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    /** The same bytes at the same places, however many there are. */
    private static ByteBuffer numbered(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + i / 256);
        }
        return ByteBuffer.wrap(bytes);
    }
}
