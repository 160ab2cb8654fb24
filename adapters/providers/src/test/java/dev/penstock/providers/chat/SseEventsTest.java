package dev.penstock.providers.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SseEventsTest {
    private static List<String> read(byte[]... pieces) throws IOException {
        List<String> events = new ArrayList<>();
        SseEvents reader = new SseEvents((name, failure, content) ->
                events.add(name + "=" + new String(content, StandardCharsets.UTF_8).replace("\n", "/")));
        for (byte[] piece : pieces) {
            reader.chunk(ByteBuffer.wrap(piece));
        }
        reader.end();
        return events;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void reads_events_with_any_line_end_over_any_cut(String lineEnd) throws IOException {
        String stream = """
                \ufeff: hello

                event: start
                id: 7
                data: {"a":1}

                retry: 5
                data:two
                data: lines
                data

                event: empty

                unknown: x
                data:  wörld 🌍

                """;
        byte[] bytes = utf8(stream.replace("\n", lineEnd));
        String[] expected = {"start={\"a\":1}", "message=two/lines/", "message= wörld 🌍"};

        assertThat(read(bytes)).containsExactly(expected);
        for (int place = 0; place <= bytes.length; place++) {
            assertThat(read(Arrays.copyOf(bytes, place), Arrays.copyOfRange(bytes, place, bytes.length)))
                    .as("cut at %d", place)
                    .containsExactly(expected);
        }
        byte[][] single = new byte[bytes.length][];
        for (int i = 0; i < bytes.length; i++) {
            single[i] = new byte[] {bytes[i]};
        }
        assertThat(read(single)).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'data: a\n', message=a",
        "'data: a\r', message=a",
        "'data: a\ndata: b', ",
        "'data: a', ",
        "'event: x\n', "
    })
    void takes_a_last_event_without_its_empty_line_when_its_lines_are_whole(String stream, String event)
            throws IOException {
        assertThat(read(utf8(stream))).isEqualTo(event == null ? List.of() : List.of(event));
    }

    @Test
    void starts_only_once_with_a_mark() throws IOException {
        assertThat(read(utf8("\ufeff\ufeffdata: a\n\ndata: b\n\n"))).containsExactly("message=b");
        assertThat(read(utf8("\ufeff\ndata: b\n\n"))).containsExactly("message=b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "data: more than its name is long\n"})
    void ends_when_an_event_is_too_large(String part) {
        byte[] megabyte = utf8(part.repeat(1024 * 1024 / part.length()));
        byte[][] pieces = new byte[12][];
        Arrays.fill(pieces, megabyte);
        pieces[0] = utf8("data: y");

        assertThatIOException().isThrownBy(() -> read(join(pieces)));
        assertThatIOException().isThrownBy(() -> read(pieces));
    }

    private static byte[] join(byte[]... pieces) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    @Test
    void leaves_the_buffer_to_others() throws IOException {
        ByteBuffer chunk = ByteBuffer.wrap(utf8("xxdata: a\n\n")).position(2).asReadOnlyBuffer();
        List<String> events = new ArrayList<>();

        new SseEvents((name, failure, content) -> events.add(new String(content, StandardCharsets.UTF_8))).chunk(chunk);

        assertThat(events).containsExactly("a");
        assertThat(chunk.remaining()).isEqualTo(9);
    }
}
