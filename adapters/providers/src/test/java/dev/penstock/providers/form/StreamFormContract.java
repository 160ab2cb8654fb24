package dev.penstock.providers.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.AnswerForms.Kind;
import dev.penstock.application.port.AnswerForms.Reading;
import dev.penstock.application.port.AnswerForms.StreamForm;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for the streams of every API, whatever goes wrong with them. */
interface StreamFormContract {
    String SAID = "the river rises and the gate stays shut until somebody turns it";
    String TEXT = "You said " + SAID;

    StreamForm form();

    /** The stream of an answer to {@code SAID}, from a model of this name. */
    byte[] recorded(String model);

    /** The stream of an answer that calls a tool. */
    byte[] recordedToolCall();

    /** Whether the stream's own end is an event of its own, after the one that closes the answer. */
    boolean hasEnd();

    private byte[] whole() {
        return recorded("gpt-4o");
    }

    private Seen read(byte[]... pieces) {
        return Seen.of(form().read(), pieces);
    }

    private static byte[] head(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }

    private static byte[] tail(byte[] bytes, int from) {
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    private static byte[][] single(byte[] bytes) {
        byte[][] pieces = new byte[bytes.length][];
        for (int i = 0; i < bytes.length; i++) {
            pieces[i] = new byte[] {bytes[i]};
        }
        return pieces;
    }

    @Test
    default void reads_a_whole_stream_over_any_cut_and_passes_it_on_as_it_is() {
        byte[] whole = whole();

        Seen seen = read(whole);

        assertThat(seen.passed()).isEqualTo(new String(whole, UTF_8));
        assertThat(seen.text()).isEqualTo(TEXT);
        assertThat(seen.count(Kind.CONTENT)).isEqualTo(14);
        assertThat(seen.count(Kind.CLOSING)).isEqualTo(1);
        assertThat(seen.count(Kind.END)).isEqualTo(hasEnd() ? 1 : 0);
        assertThat(seen.kinds()).doesNotContain(Kind.BROKEN, Kind.ERROR, Kind.DIVERGED);
        for (int cut = 0; cut <= whole.length; cut++) {
            assertThat(read(head(whole, cut), tail(whole, cut)))
                    .as("cut at %d", cut)
                    .isEqualTo(seen);
        }
        assertThat(read(single(whole))).isEqualTo(seen);
    }

    @Test
    default void reads_any_line_end_over_any_cut_and_keeps_it() {
        Seen plain = read(whole());
        for (String lineEnd : List.of("\r\n", "\r")) {
            String text = new String(whole(), UTF_8).replace("\n", lineEnd);
            byte[] whole = text.getBytes(UTF_8);

            for (int cut = 0; cut <= whole.length; cut += 3) {
                Seen seen = read(head(whole, cut), tail(whole, cut));
                assertThat(seen.passed()).isEqualTo(text);
                assertThat(seen.text()).isEqualTo(TEXT);
                // The second half of the last line end, where it comes alone, is a frame of its own.
                assertThat(seen.kinds()).startsWith(plain.kinds().toArray(Kind[]::new));
            }
            assertThat(read(single(whole)).passed()).isEqualTo(text);
            assertThat(read(single(whole)).text()).isEqualTo(TEXT);
        }
    }

    @Test
    default void what_keeps_the_connection_open_is_a_frame_at_once() {
        Reading reading = form().read();

        assertThat(Seen.broken(reading, ": still here\n\n".getBytes(UTF_8)).kinds())
                .containsExactly(Kind.FRAME);
        assertThat(Seen.broken(reading, "\n".getBytes(UTF_8)).kinds()).containsExactly(Kind.FRAME);
        assertThat(Seen.broken(reading, "data:\r\n\r\n".getBytes(UTF_8)).kinds())
                .containsExactly(Kind.FRAME);
        assertThat(Seen.of(reading, whole()).text()).isEqualTo(TEXT);
    }

    @Test
    default void a_stream_that_broke_off_was_never_closed() {
        for (String model : List.of(
                "fake-truncated-stream", "fake-truncated-stream-after-9", "fake-stalled-stream-after-3-for-50")) {
            byte[] part = recorded(model);

            Seen seen = read(part);

            assertThat(seen.kinds())
                    .as(model)
                    .contains(Kind.CONTENT)
                    .doesNotContain(Kind.CLOSING, Kind.END, Kind.BROKEN);
            assertThat(TEXT).as(model).startsWith(seen.text()).isNotEqualTo(seen.text());
            assertThat(seen.passed()).as(model).isEqualTo(new String(part, UTF_8));
        }
    }

    @Test
    default void a_stream_cut_anywhere_is_closed_only_when_its_closing_event_is_there() {
        byte[] whole = whole();
        Kind last = hasEnd() ? Kind.END : Kind.CLOSING;
        for (int cut = 0; cut < whole.length - 2; cut++) {
            Seen seen = read(head(whole, cut));
            assertThat(seen.kinds()).as("cut at %d", cut).doesNotContain(last, Kind.BROKEN);
        }
    }

    @Test
    default void an_event_that_cannot_be_read_is_broken_and_the_others_are_not() {
        byte[] whole = recorded("fake-broken-event");

        for (int cut = 0; cut <= whole.length; cut += 7) {
            Seen seen = read(head(whole, cut), tail(whole, cut));

            assertThat(seen.count(Kind.BROKEN)).isEqualTo(1);
            assertThat(seen.passed()).doesNotContain("cont\n");
            assertThat(seen.text()).isEqualTo(TEXT);
            assertThat(seen.kinds()).contains(Kind.CLOSING);
        }
        assertThat(read("data: {\"a\": tru}\n\ndata: 7\n\ndata: {} {}\n\n".getBytes(UTF_8))
                        .kinds())
                .containsOnly(Kind.BROKEN)
                .hasSize(3);
    }

    @Test
    default void an_event_that_is_too_large_is_broken_and_not_held() {
        byte[] megabyte = "x".repeat(1024 * 1024).getBytes(UTF_8);
        byte[][] pieces = new byte[12][];
        Arrays.fill(pieces, megabyte);
        pieces[0] = "data: ".getBytes(UTF_8);
        pieces[10] = "\n\n".getBytes(UTF_8);
        pieces[11] = whole();

        Seen seen = read(pieces);

        assertThat(seen.count(Kind.BROKEN)).isEqualTo(1);
        assertThat(seen.passed()).isEqualTo(new String(whole(), UTF_8));
        assertThat(seen.text()).isEqualTo(TEXT);
        assertThat(read(("data: " + "x".repeat(9 * 1024 * 1024) + "\n\n").getBytes(UTF_8))
                        .kinds())
                .containsExactly(Kind.BROKEN);
    }

    @Test
    default void slow_streams_and_other_counts_change_nothing() {
        for (String model : List.of("fake-slow-stream", "fake-no-usage", "fake-cached-prompt", "fake-reasoning-50")) {
            Seen seen = read(recorded(model));

            assertThat(seen.text()).as(model).isEqualTo(TEXT);
            assertThat(seen.kinds()).as(model).contains(Kind.CLOSING);
        }
    }

    @Test
    default void its_own_error_is_an_error_that_ends_nothing() {
        String error =
                UTF_8.decode(form().error("The \"first\" provider\nstopped")).toString();

        Seen seen = read(error.getBytes(UTF_8));

        assertThat(seen.kinds()).containsExactly(Kind.ERROR);
        assertThat(seen.passed())
                .isEqualTo(error)
                .contains("The \\\"first\\\" provider\\nstopped")
                .endsWith("\n\n");
    }

    @Test
    default void a_call_of_a_tool_is_content_that_nobody_can_go_on_from() {
        Seen seen = read(recordedToolCall());

        assertThat(seen.kinds()).contains(Kind.CONTENT, Kind.CLOSING);
        assertThat(seen.text()).isEmpty();
        assertThat(seen.canBeContinued()).isFalse();
    }
}
