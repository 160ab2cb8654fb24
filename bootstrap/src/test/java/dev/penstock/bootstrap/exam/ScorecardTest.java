package dev.penstock.bootstrap.exam;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorecardTest {
    private static final Column COLUMN = new Column("route", "openai", true);

    private static Result result(Task task, Rescue rescue, Verdict.Grade grade) {
        return new Result(
                new Run(1, task, COLUMN, rescue), new Verdict(grade, "manner", "because"), 1, 1, List.of(10L));
    }

    private static Scorecard of(Result... results) {
        return new Scorecard("c", Pace.SHORT, Staged.START, Duration.ofSeconds(3), List.of(results));
    }

    @Test
    void counts_a_fault_of_two_tasks_once_and_by_the_worse() {
        Scorecard card = of(
                result(Task.UNAVAILABLE, Rescue.OFF, Verdict.Grade.PASS),
                result(Task.UNAVAILABLE_ALONE, Rescue.OFF, Verdict.Grade.FAIL));

        assertThat(card.faults()).isEqualTo(1);
        assertThat(card.count(COLUMN, Verdict.Grade.FAIL)).isEqualTo(1);
        assertThat(card.count(COLUMN, Verdict.Grade.PASS)).isZero();
        assertThat(card.passed()).isFalse();
    }

    @Test
    void counts_neither_rescues_nor_the_warm_up_among_the_sixteen_but_wants_them_passed() {
        Scorecard card = of(
                result(Task.HEALTHY, Rescue.OFF, Verdict.Grade.FAIL),
                result(Task.CUT_OFF, Rescue.OFF, Verdict.Grade.PASS),
                result(Task.CUT_OFF, Rescue.RESTART, Verdict.Grade.SAFE));

        assertThat(card.faults()).isEqualTo(1);
        assertThat(card.count(COLUMN, Verdict.Grade.PASS)).isEqualTo(1);
        assertThat(card.passed()).isFalse();
    }

    @Test
    void is_passed_when_everything_is_and_there_was_something() {
        assertThat(of(result(Task.RESET, Rescue.OFF, Verdict.Grade.PASS)).passed())
                .isTrue();
        assertThat(of().passed()).isFalse();
    }

    @Test
    void tells_in_every_form_what_was_not_passed_and_why() {
        Scorecard card = of(result(Task.RESET, Rescue.OFF, Verdict.Grade.PARTIAL));

        assertThat(Scorecards.text(card))
                .contains("PARTIAL", "5 connection reset (route, openai, streamed): partial: because");
        assertThat(Scorecards.markdown(card)).contains("| 5 | connection reset | **partial** |", "because");
        assertThat(Scorecards.json(card)).contains("\"reason\" : \"because\"", "\"partial\" : 1");
    }
}
