package dev.penstock.providers.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.penstock.providers.AmazonMessages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmazonEventStreamTest {
    private static final long SEED = 20_261_127;

    private static List<String> read(byte[]... pieces) throws IOException {
        List<String> events = new ArrayList<>();
        AmazonEventStream reader = new AmazonEventStream((name, failure, content) ->
                events.add(name + (failure ? "!" : "=") + new String(content, StandardCharsets.UTF_8)));
        for (byte[] piece : pieces) {
            reader.chunk(ByteBuffer.wrap(piece));
        }
        reader.end();
        return events;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Arrays.asList(parts).forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    private static byte[] prelude(int total, int headers) {
        byte[] whole = AmazonMessages.message(new byte[0], new byte[0]);
        ByteBuffer prelude = ByteBuffer.wrap(Arrays.copyOf(whole, 12));
        prelude.putInt(total).putInt(headers);
        java.util.zip.CRC32 sum = new java.util.zip.CRC32();
        sum.update(prelude.array(), 0, 8);
        return prelude.putInt((int) sum.getValue()).array();
    }

    @Test
    void reads_the_example_of_the_published_description() throws IOException {
        byte[] empty = {
            0, 0, 0, 0x10, 0, 0, 0, 0, 0x05, (byte) 0xc2, 0x48, (byte) 0xeb, 0x7d, (byte) 0x98, (byte) 0xc8, (byte) 0xff
        };

        assertThat(read(empty)).containsExactly("message=");
    }

    @Test
    void reads_messages_over_any_cut() throws IOException {
        byte[] bytes = join(
                AmazonMessages.event("messageStart", "{\"role\":\"assistant\"}"),
                AmazonMessages.event("empty", ""),
                AmazonMessages.exception("throttlingException", "{\"message\":\"wörld\"}"),
                AmazonMessages.message(
                        Map.of(":message-type", "error", ":error-code", "Internal", ":error-message", "sorry"), ""));
        String[] expected = {
            "messageStart={\"role\":\"assistant\"}",
            "empty=",
            "throttlingException!{\"message\":\"wörld\"}",
            "Internal!{\"message\":\"sorry\"}"
        };

        assertThat(read(bytes)).containsExactly(expected);
        byte[][] single = new byte[bytes.length][];
        for (int place = 0; place < bytes.length; place++) {
            assertThat(read(Arrays.copyOf(bytes, place), Arrays.copyOfRange(bytes, place, bytes.length)))
                    .as("cut at %d", place)
                    .containsExactly(expected);
            single[place] = new byte[] {bytes[place]};
        }
        assertThat(read(single)).containsExactly(expected);
    }

    @Test
    void passes_over_headers_of_all_types() throws IOException {
        ByteArrayOutputStream headers = new ByteArrayOutputStream();
        int[] lengths = {0, 0, 1, 2, 4, 8, -1, -1, 8, 16};
        for (int type = 0; type < lengths.length; type++) {
            headers.writeBytes(new byte[] {1, (byte) ('a' + type), (byte) type});
            if (lengths[type] < 0) {
                headers.writeBytes(new byte[] {0, 3, 'x', 'y', 'z'});
            } else {
                headers.writeBytes(new byte[lengths[type]]);
            }
        }
        headers.writeBytes(new byte[] {11});
        headers.writeBytes(":event-type".getBytes(StandardCharsets.US_ASCII));
        headers.writeBytes(new byte[] {7, 0, 4, 'l', 'a', 's', 't'});

        assertThat(read(AmazonMessages.message(headers.toByteArray(), new byte[] {'!'})))
                .containsExactly("last=!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\1a\n", "\1a\7\0\5x", "\177a", "\1a\2", "\1a\6\177\177", "\1"})
    void ends_at_headers_that_cannot_be(String headers) {
        byte[] message = AmazonMessages.message(headers.getBytes(StandardCharsets.ISO_8859_1), new byte[0]);

        assertThatIOException().isThrownBy(() -> read(message));
    }

    @Test
    void ends_at_a_wrong_checksum_whichever_bit_is_wrong() {
        byte[] message = AmazonMessages.event("messageStart", "{\"role\":\"assistant\"}");

        for (int bit = 0; bit < message.length * 8; bit++) {
            byte[] wrong = message.clone();
            wrong[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatIOException().as("bit %d", bit).isThrownBy(() -> read(wrong));
        }
    }

    @ParameterizedTest
    @CsvSource({"15, 0", "0, 0", "-1, 0", "20, 5", "20, -1", "16777217, 0", "1000000, 131073", "2147483647, 1"})
    void ends_at_lengths_that_cannot_be_before_it_waits_for_them(int total, int headers) {
        byte[] prelude = prelude(total, headers);

        assertThatIOException()
                .isThrownBy(
                        () -> new AmazonEventStream((name, failure, content) -> {}).chunk(ByteBuffer.wrap(prelude)));
    }

    @Test
    void passes_over_what_is_larger_than_it_is_to_read() throws IOException {
        byte[] small = AmazonMessages.event("small", "{}");
        byte[] bytes = join(small, AmazonMessages.event("large", "x".repeat(200)), small);
        List<String> events = new ArrayList<>();

        for (int place = 0; place < bytes.length; place++) {
            AmazonEventStream reader = new AmazonEventStream((name, failure, content) -> events.add(name), 150);
            reader.chunk(ByteBuffer.wrap(bytes, 0, place));
            reader.chunk(ByteBuffer.wrap(bytes, place, bytes.length - place));
            reader.end();
        }

        assertThat(events).hasSize(2 * bytes.length).containsOnly("small");
    }

    @Test
    void ends_inside_a_message_with_an_error() {
        byte[] message = AmazonMessages.event("messageStart", "{}");

        for (int length = 1; length < message.length; length++) {
            byte[] part = Arrays.copyOf(message, length);
            assertThatIOException().as("of length %d", length).isThrownBy(() -> read(part));
        }
    }

    @Test
    void never_fails_in_any_other_way_on_noise() {
        SplittableRandom random = new SplittableRandom(SEED);

        for (int round = 0; round < 2000; round++) {
            byte[] headers = new byte[random.nextInt(40)];
            random.nextBytes(headers);
            byte[] message = AmazonMessages.message(headers, new byte[0]);
            try {
                read(message);
            } catch (IOException refused) {
                assertThat(refused).hasMessageNotContaining("checksum");
            }
        }
    }
}
