package dev.penstock.domain.conduct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CircuitTest {
    private static final Duration COOLDOWN = Duration.ofSeconds(10);
    private static final BreakerRule RULE = new BreakerRule(3, COOLDOWN);
    private static final Duration TICK = Duration.ofMillis(1);

    private Instant now = Instant.ofEpochSecond(1_800_000_000);
    private Circuit circuit = Circuit.CLOSED;

    private @Nullable Pass enter() {
        Circuit.Verdict verdict = circuit.enter(RULE, now);
        circuit = verdict.next();
        return verdict.pass();
    }

    private Pass pass() {
        return Objects.requireNonNull(enter(), () -> "no way through " + circuit);
    }

    private void tell(Pass pass, Outcome outcome) {
        circuit = circuit.after(pass, outcome, RULE, now);
    }

    /** A call that goes out whether it may or not. */
    private Pass forced() {
        return new Pass(now, false);
    }

    private void later(Duration time) {
        now = now.plus(time);
    }

    private void open() {
        for (int i = 0; i < RULE.failures(); i++) {
            tell(pass(), Outcome.BAD);
        }
        assertThat(circuit).isEqualTo(new Circuit.Open(now));
        later(TICK);
    }

    private Pass probe() {
        open();
        later(COOLDOWN);
        Pass probe = pass();
        assertThat(probe.probe()).isTrue();
        return probe;
    }

    @Test
    void needs_a_failure_and_some_time_to_open() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BreakerRule(0, COOLDOWN));
        assertThatIllegalArgumentException().isThrownBy(() -> new BreakerRule(1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new BreakerRule(1, Duration.ofSeconds(-1)));
    }

    @Nested
    class Closed {
        @Test
        void lets_every_call_out() {
            assertThat(enter()).isEqualTo(new Pass(now, false));
            assertThat(enter()).isEqualTo(new Pass(now, false));
        }

        @Test
        void forgets_its_failures_with_a_success() {
            tell(pass(), Outcome.BAD);
            tell(pass(), Outcome.BAD);
            tell(pass(), Outcome.GOOD);

            assertThat(circuit).isEqualTo(Circuit.CLOSED);
        }

        @ParameterizedTest
        @EnumSource(names = {"BEGUN", "UNKNOWN"})
        void forgets_nothing_with_what_is_no_success_yet(Outcome outcome) {
            tell(pass(), Outcome.BAD);
            tell(pass(), outcome);

            assertThat(circuit).isEqualTo(new Circuit.Closed(1));
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
        void opens_exactly_after_so_many_failures_in_a_row(long seed) {
            Random random = new Random(seed);
            List<Outcome> outcomes = List.of(Outcome.values());
            int row = 0;
            for (int i = 0; i < 10_000; i++) {
                Outcome outcome = outcomes.get(random.nextInt(outcomes.size()));
                row = switch (outcome) {
                    case BAD -> row + 1;
                    case GOOD -> 0;
                    case BEGUN, UNKNOWN -> row;
                };
                tell(pass(), outcome);
                assertThat(circuit instanceof Circuit.Open)
                        .as("seed %d, event %d", seed, i)
                        .isEqualTo(row == RULE.failures());
                if (row == RULE.failures()) {
                    circuit = Circuit.CLOSED;
                    row = 0;
                }
            }
        }
    }

    @Nested
    class Open {
        @Test
        void lets_nothing_out_until_it_is_time_for_a_probe() {
            open();

            later(COOLDOWN.minus(TICK).minus(TICK));
            assertThat(enter()).isNull();
            later(TICK);
            assertThat(enter()).isEqualTo(new Pass(now, true));
        }

        @ParameterizedTest
        @EnumSource
        void learns_nothing_from_what_went_out_before_it_opened(Outcome outcome) {
            Pass old = pass();
            later(TICK);
            open();
            Circuit before = circuit;

            tell(old, outcome);

            assertThat(circuit).isEqualTo(before);
        }

        @Test
        void is_closed_by_a_success_of_a_call_that_went_out_all_the_same() {
            open();

            tell(forced(), Outcome.GOOD);

            assertThat(circuit).isEqualTo(Circuit.CLOSED);
        }

        @Test
        void is_kept_open_no_longer_by_failures_of_calls_that_went_out_all_the_same() {
            open();
            later(COOLDOWN.minus(TICK));

            tell(forced(), Outcome.BAD);

            assertThat(pass().probe()).isTrue();
        }

        @Test
        void is_not_kept_open_by_a_clock_that_is_set_back() {
            open();

            later(Duration.ofDays(-1));

            assertThat(pass().probe()).isTrue();
        }
    }

    @Nested
    class Probing {
        @Test
        void lets_nothing_else_out() {
            probe();
            later(COOLDOWN);

            assertThat(enter()).isNull();
        }

        @Test
        void opens_for_as_long_again_when_the_probe_fails() {
            Pass probe = probe();
            later(COOLDOWN);
            tell(probe, Outcome.BAD);

            later(COOLDOWN.minus(TICK));
            assertThat(enter()).isNull();
            later(TICK);
            assertThat(pass().probe()).isTrue();
        }

        @Test
        void closes_when_the_probe_succeeds() {
            tell(probe(), Outcome.GOOD);

            assertThat(circuit).isEqualTo(Circuit.CLOSED);
        }

        @Test
        void closes_on_trial_when_the_probes_answer_begins() {
            Pass probe = probe();

            tell(probe, Outcome.BEGUN);

            assertThat(pass().probe()).isFalse();
            tell(probe, Outcome.BAD);
            assertThat(enter()).isNull();
        }

        @Test
        void forgets_all_when_the_probes_answer_ends_well() {
            Pass probe = probe();
            tell(probe, Outcome.BEGUN);

            tell(probe, Outcome.GOOD);

            assertThat(circuit).isEqualTo(Circuit.CLOSED);
        }

        @Test
        void lets_another_probe_out_at_once_when_the_first_tells_nothing() {
            tell(probe(), Outcome.UNKNOWN);

            assertThat(pass().probe()).isTrue();
        }

        @Test
        void lets_another_probe_out_when_the_first_never_comes_back() {
            Pass lost = probe();
            later(Duration.ofMinutes(1).minus(TICK));
            assertThat(enter()).isNull();

            later(TICK);
            Pass second = pass();

            assertThat(second.probe()).isTrue();
            tell(lost, Outcome.BAD);
            assertThat(enter()).as("the second one is still out").isNull();
            tell(second, Outcome.GOOD);
            assertThat(circuit).isEqualTo(Circuit.CLOSED);
        }

        @Test
        void waits_for_a_probe_no_less_than_for_its_turn() {
            assertThat(new BreakerRule(1, Duration.ofHours(1)).probePatience()).isEqualTo(Duration.ofHours(1));
        }

        @Test
        void goes_on_when_another_call_fails() {
            Pass probe = probe();

            tell(forced(), Outcome.BAD);

            assertThat(enter()).isNull();
            tell(probe, Outcome.GOOD);
            assertThat(circuit).isEqualTo(Circuit.CLOSED);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void never_lets_two_probes_out_at_once_nor_two_in_one_cooldown(long seed) {
        Random random = new Random(seed);
        List<Pass> under = new ArrayList<>();
        Instant bad = Instant.MIN;
        int probes = 0;
        for (int i = 0; i < 20_000; i++) {
            later(Duration.ofMillis(random.nextInt(2000)));
            boolean asks = random.nextBoolean() || under.isEmpty();
            Circuit before = circuit;
            if (asks) {
                Pass pass = enter();
                if (pass != null && pass.probe()) {
                    probes++;
                    assertThat(under)
                            .as("seed %d, event %d: probes that are out", seed, i)
                            .noneMatch(other -> other.probe()
                                    && before instanceof Circuit.Probing probing
                                    && other.at().equals(probing.since())
                                    && other.at().plus(RULE.probePatience()).isAfter(now));
                    assertThat(now).as("seed %d, event %d", seed, i).isAfterOrEqualTo(bad.plus(COOLDOWN));
                }
                if (pass != null) {
                    under.add(pass);
                }
                assertThat(pass == null).isEqualTo(!(before instanceof Circuit.Closed) && circuit.equals(before));
            } else {
                Pass pass = under.remove(random.nextInt(under.size()));
                tell(pass, random.nextInt(3) == 0 ? Outcome.GOOD : Outcome.BAD);
                bad = circuit instanceof Circuit.Open && !circuit.equals(before) ? now : bad;
            }
        }
        assertThat(probes).as("seed %d", seed).isGreaterThan(20);
    }
}
