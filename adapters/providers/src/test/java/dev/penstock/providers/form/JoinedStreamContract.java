package dev.penstock.providers.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.AnswerForms.Kind;
import dev.penstock.application.port.AnswerForms.Reading;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds where a stream can take the place of one that broke off. */
interface JoinedStreamContract extends StreamFormContract {
    /** The stream of an answer to other words. */
    byte[] recordedOf(String words);

    /** An answer that a limit cuts short after so many tokens. */
    byte[] recorded(String model, int tokens);

    /** The same text in fewer pieces, from another model. */
    byte[] recordedInFewPieces();

    /** Fails when the events do not stand in an order that the API allows. */
    void checkOrder(String stream);

    private Seen joined(byte[] shown, byte[] next, boolean anew, String say) {
        Reading first = form().read();
        Seen before = Seen.broken(first, shown);
        Reading second = form().readOn(first, anew);
        Seen after = Seen.of(second, next);

        assertThat(before.canBeContinued()).as(say).isTrue();
        assertThat(second.text()).as(say).startsWith(before.text());
        if (!after.kinds().contains(Kind.DIVERGED)) {
            checkOrder(before.passed() + after.passed());
            Seen all = Seen.of(form().read(), before.bytes(), after.bytes());
            assertThat(all.text()).as(say).isEqualTo(after.text());
            assertThat(all.kinds()).as(say).doesNotContain(Kind.BROKEN);
            assertThat(all.count(Kind.END)).as(say).isEqualTo(1);
        }
        return after;
    }

    @Test
    default void a_stream_that_tells_the_same_anew_goes_on_where_the_other_broke_off() {
        byte[] whole = recorded("gpt-4o");
        for (byte[] next : List.of(whole, recordedInFewPieces())) {
            for (int cut = 0; cut < whole.length; cut++) {
                String say = "cut at " + cut;
                Seen after = joined(Arrays.copyOf(whole, cut), next, true, say);

                assertThat(after.text()).as(say).isEqualTo(TEXT);
                assertThat(after.kinds())
                        .as(say)
                        .contains(Kind.CLOSING, Kind.END)
                        .doesNotContain(Kind.DIVERGED);
            }
        }
    }

    @Test
    default void it_goes_on_in_bytes_as_well_as_in_chunks() {
        byte[] shown = recorded("fake-truncated-stream");
        byte[] next = recordedInFewPieces();
        Reading first = form().read();
        Seen before = Seen.broken(first, shown);
        Seen whole = Seen.of(form().readOn(first, true), next);

        for (int cut = 0; cut <= next.length; cut++) {
            byte[] head = Arrays.copyOf(next, cut);
            byte[] tail = Arrays.copyOfRange(next, cut, next.length);
            assertThat(Seen.of(form().readOn(first, true), head, tail)).isEqualTo(whole);
        }
        assertThat(before.text()).isEqualTo(first.text()).isNotEqualTo(TEXT);
    }

    @Test
    default void it_can_break_off_and_be_taken_up_again() {
        byte[] whole = recorded("gpt-4o");
        byte[] few = recordedInFewPieces();
        for (int cut = 0; cut < few.length; cut += 5) {
            Reading first = form().read();
            Seen one = Seen.broken(first, recorded("fake-truncated-stream"));
            Reading second = form().readOn(first, true);
            Seen two = Seen.broken(second, Arrays.copyOf(few, cut));
            Reading third = form().readOn(second, true);
            Seen three = Seen.of(third, whole);

            checkOrder(one.passed() + two.passed() + three.passed());
            Seen all = Seen.of(form().read(), one.bytes(), two.bytes(), three.bytes());
            assertThat(all.text()).as("cut at %d", cut).isEqualTo(TEXT).isEqualTo(three.text());
        }
    }

    @Test
    default void a_stream_that_goes_on_is_passed_on_behind_what_was_shown() {
        byte[] whole = recorded("gpt-4o");
        for (int cut = 0; cut < whole.length; cut += 7) {
            Reading first = form().read();
            String shown = Seen.broken(first, Arrays.copyOf(whole, cut)).text();

            Seen after = joined(Arrays.copyOf(whole, cut), recordedInFewPieces(), false, "cut at " + cut);

            assertThat(after.text()).isEqualTo(shown + TEXT);
        }
    }

    @Test
    default void a_stream_that_tells_something_else_diverges_once_and_says_no_more() {
        for (String words : List.of("another river altogether", SAID.replace("rises", "falls"))) {
            Seen after = joined(recorded("fake-truncated-stream"), recordedOf(words), true, words);

            assertThat(after.kinds()).as(words).endsWith(Kind.DIVERGED).doesNotContain(Kind.CONTENT);
            assertThat(after.passed()).as(words).doesNotContain("river", "rises", "falls");
            assertThat(TEXT).startsWith(after.text());
        }
    }

    @Test
    default void a_stream_that_ends_before_it_has_told_all_that_was_shown_diverges() {
        byte[] whole = recorded("gpt-4o");
        byte[] next = recorded("gpt-4o", 3);

        Seen after = joined(Arrays.copyOf(whole, whole.length - 700), next, true, "shorter");

        assertThat(after.kinds()).endsWith(Kind.DIVERGED).doesNotContain(Kind.CONTENT, Kind.CLOSING);
    }

    @Test
    default void a_call_of_a_tool_in_place_of_what_was_shown_diverges() {
        Seen after = joined(recorded("fake-truncated-stream"), recordedToolCall(), true, "tool");

        assertThat(after.kinds()).endsWith(Kind.DIVERGED).doesNotContain(Kind.CONTENT);
    }

    @Test
    default void a_call_of_a_tool_may_follow_what_was_shown() {
        Seen after = joined(recorded("fake-truncated-stream"), recordedToolCall(), false, "tool");

        assertThat(after.kinds()).contains(Kind.CONTENT, Kind.CLOSING, Kind.END);
        assertThat(after.canBeContinued()).isFalse();
    }

    @Test
    default void faults_of_the_second_stream_are_told_as_those_of_the_first() {
        byte[] shown = recorded("fake-truncated-stream-after-2");
        Reading first = form().read();
        Seen.broken(first, shown);

        assertThat(Seen.of(form().readOn(first, true), recorded("fake-broken-event"))
                        .count(Kind.BROKEN))
                .isEqualTo(1);
        assertThat(Seen.of(form().readOn(first, true), recorded("fake-truncated-stream"))
                        .kinds())
                .contains(Kind.CONTENT)
                .doesNotContain(Kind.CLOSING);
        byte[] error = new byte[form().error("no").remaining()];
        form().error("no").get(error);
        assertThat(Seen.of(form().readOn(first, true), error).kinds()).containsExactly(Kind.ERROR);
    }

    @Test
    default void the_missing_end_makes_a_stream_whole() {
        byte[] part = recorded("fake-no-terminator");
        Reading reading = form().read();
        Seen seen = Seen.of(reading, part);
        byte[] missing = new byte[reading.missingEnd().remaining()];
        reading.missingEnd().get(missing);

        Seen supplied = Seen.of(form().read(), part, missing);

        assertThat(seen.kinds()).contains(Kind.CLOSING).doesNotContain(Kind.END);
        assertThat(supplied.kinds()).endsWith(Kind.END);
        assertThat(new String(recorded("gpt-4o"), UTF_8)).endsWith(new String(missing, UTF_8));
    }

    @Test
    default void a_last_event_without_its_empty_line_is_completed() {
        String whole = new String(recorded("gpt-4o"), UTF_8).stripTrailing();
        for (String end : List.of("", "\n", "\r", "\r\n")) {
            Seen seen = Seen.of(form().read(), (whole + end).getBytes(UTF_8));

            assertThat(seen.kinds()).endsWith(Kind.END);
            assertThat(Seen.of(form().read(), seen.bytes(), "data: x".getBytes(UTF_8))
                            .kinds())
                    .endsWith(Kind.END);
        }
    }
}
