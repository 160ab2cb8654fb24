package dev.penstock.domain.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.log.LogEntry.Notes;
import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violation;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogPatchTest {
    private static final Notes KEPT = new Notes(new Metadata(Map.of("a", new Metadata.Value.Text("b"))), 1.0, 50.0);

    private static LogPatch.Draft draft(@Nullable String feedback, @Nullable String score) {
        return new LogPatch.Draft(number(feedback), Given.omitted(), number(score));
    }

    private static Given<BigDecimal> number(@Nullable String text) {
        return text == null ? Given.omitted() : Given.of(new BigDecimal(text));
    }

    private static LogPatch patch(LogPatch.Draft draft) {
        return switch (draft.check()) {
            case Validated.Valid<LogPatch>(LogPatch patch) -> patch;
            case Validated.Invalid<LogPatch> invalid -> throw new AssertionError(invalid);
        };
    }

    @Test
    void keeps_what_is_left_out() {
        assertThat(patch(draft(null, null)).over(KEPT)).isEqualTo(KEPT);
        assertThat(patch(draft("-0.5", null)).over(KEPT)).isEqualTo(new Notes(KEPT.metadata(), -0.5, 50.0));
    }

    @Test
    void clears_what_is_cleared() {
        LogPatch.Draft draft = new LogPatch.Draft(Given.of(null), Given.of(null), Given.of(null));

        assertThat(patch(draft).over(KEPT)).isEqualTo(Notes.NONE);
    }

    @Test
    void replaces_metadata_in_the_order_it_was_sent() {
        Map<String, @Nullable Object> sent = new LinkedHashMap<>();
        sent.put("z", "text");
        sent.put("b", new BigDecimal("1.50"));
        sent.put("a", true);

        Notes next = patch(new LogPatch.Draft(Given.omitted(), Given.of(sent), Given.omitted()))
                .over(KEPT);

        assertThat(next.feedback()).isEqualTo(1.0);
        assertThat(Objects.requireNonNull(next.metadata()).values())
                .containsExactly(
                        Map.entry("z", new Metadata.Value.Text("text")),
                        Map.entry("b", new Metadata.Value.Numeric(new BigDecimal("1.50"))),
                        Map.entry("a", new Metadata.Value.Flag(true)));
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "1, 100", "0.001, 99.999", "-0, 1e2"})
    void takes_what_is_in_bounds(String feedback, String score) {
        assertThat(draft(feedback, score).violations()).isEmpty();
    }

    @Test
    void finds_everything_that_is_wrong() {
        Map<String, @Nullable Object> sent = new LinkedHashMap<>();
        sent.put("cf.x", 1L);
        sent.put("b", null);
        sent.put("c", new BigDecimal("1E+999999999"));
        sent.put("d", List.of());

        LogPatch.Draft draft =
                new LogPatch.Draft(Given.of(new BigDecimal("1.1")), Given.of(sent), Given.of(new BigDecimal("-1")));

        assertThat(draft.violations().stream().map(Violation::path).map(Object::toString))
                .containsExactly(
                        "feedback",
                        "score",
                        "metadata.cf.x",
                        "metadata.cf.x",
                        "metadata.b",
                        "metadata.c",
                        "metadata.d");
    }
}
