package dev.penstock.application.conduct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.conduct.SecuredStream.Replacement;
import dev.penstock.application.port.FakeAnswerForms;
import dev.penstock.application.port.FakeChunks;
import dev.penstock.application.port.FakeReader;
import dev.penstock.domain.inference.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SecuredStreamTest {
    private final FakeChunks first = new FakeChunks();
    private final FakeChunks second = new FakeChunks();
    private final Rescuer rescuer = new Rescuer();

    /** Hands out what a test puts there, and remembers what it was asked. */
    private static final class Rescuer implements SecuredStream.Rescuer {
        private final List<String> asked = new ArrayList<>();
        private final List<CompletableFuture<@Nullable Replacement>> replacements = new ArrayList<>();
        private boolean abandoned;

        @Override
        public CompletionStage<@Nullable Replacement> rescue(String shown, String reason) {
            asked.add(shown);
            CompletableFuture<@Nullable Replacement> replacement = new CompletableFuture<>();
            replacements.add(replacement);
            return replacement;
        }

        @Override
        public void abandon() {
            abandoned = true;
        }

        void hand(@Nullable Replacement replacement) {
            replacements.getLast().complete(replacement);
        }
    }

    private FakeReader read(SecuredStream.@Nullable Rescuer with) {
        return FakeReader.of(new Body.Streamed(new SecuredStream(first, new FakeAnswerForms.Lines(), with), -1));
    }

    @Test
    void a_whole_stream_passes_as_it_is() {
        FakeReader reader = read(rescuer);

        first.send("~\n=one\n").send("=two\n.\n!\n").end();

        assertThat(reader.text()).isEqualTo("~\n=one\n=two\n.\n!\n");
        assertThat(reader.ending()).isEqualTo("complete");
        assertThat(rescuer.asked).isEmpty();
    }

    @Test
    void a_broken_one_ends_with_an_error_inside_it_where_nobody_rescues() {
        FakeReader reader = read(null);

        first.send("=one\n").breakOff();

        assertThat(reader.text()).isEqualTo("=one\n#The answer broke off: the provider broke off\n");
        assertThat(reader.ending()).isEqualTo("broken");
    }

    @Nested
    class A_broken_one_that_is_rescued {
        @Test
        void goes_on_from_what_was_shown() {
            FakeReader reader = read(rescuer);

            first.send("=one\n").breakOff();
            rescuer.hand(new Replacement(second, false));
            second.send("=two\n.\n!\n").end();

            assertThat(rescuer.asked).containsExactly("one");
            assertThat(reader.text()).isEqualTo("=one\n=two\n.\n!\n");
            assertThat(reader.ending()).isEqualTo("complete");
        }

        @Test
        void leaves_out_what_is_told_again() {
            FakeReader reader = read(rescuer);

            first.send("=one\n").breakOff();
            rescuer.hand(new Replacement(second, true));
            second.send("=on\n=e and two\n.\n!\n").end();

            assertThat(reader.text()).isEqualTo("=one\n= and two\n.\n!\n");
        }

        @Test
        void may_break_again_and_be_rescued_again() {
            FakeReader reader = read(rescuer);
            FakeChunks third = new FakeChunks();

            first.send("=one\n").breakOff();
            rescuer.hand(new Replacement(second, false));
            second.send("=two\n").breakOff();
            rescuer.hand(new Replacement(third, false));
            third.send("=three\n.\n!\n").end();

            assertThat(rescuer.asked).containsExactly("one", "onetwo");
            assertThat(reader.text()).isEqualTo("=one\n=two\n=three\n.\n!\n");
            assertThat(reader.ending()).isEqualTo("complete");
        }

        @Test
        void ends_with_the_first_cause_when_there_is_nothing_to_go_on_with() {
            FakeReader reader = read(rescuer);

            first.send("=one\n").breakOff();
            rescuer.hand(null);

            assertThat(reader.text()).contains("#The answer broke off: the provider broke off");
            assertThat(reader.ending()).isEqualTo("broken");
        }

        @Test
        void ends_when_what_is_told_anew_is_something_else() {
            FakeReader reader = read(rescuer);

            first.send("=one\n").breakOff();
            rescuer.hand(new Replacement(second, true));
            second.send("=other\n");

            assertThat(reader.ending()).isEqualTo("broken");
            assertThat(second.isCancelled()).isTrue();
        }
    }

    @Nested
    class A_reader_who_leaves {
        @Test
        void ends_the_stream() {
            FakeReader reader = read(rescuer);
            first.send("=one\n");

            reader.leave();

            assertThat(first.isCancelled()).isTrue();
        }

        @Test
        void ends_the_search_for_another_and_does_not_read_what_comes_of_it() {
            FakeReader reader = read(rescuer);
            first.send("=one\n").breakOff();

            reader.leave();
            rescuer.hand(new Replacement(second, true));

            assertThat(rescuer.abandoned).isTrue();
            assertThat(second.isCancelled()).isTrue();
        }
    }

    @Test
    void a_stream_amid_a_call_of_a_tool_is_not_rescued() {
        FakeReader reader = read(rescuer);

        first.send("={\n").breakOff();

        assertThat(rescuer.asked).isEmpty();
        assertThat(reader.ending()).isEqualTo("broken");
    }
}
