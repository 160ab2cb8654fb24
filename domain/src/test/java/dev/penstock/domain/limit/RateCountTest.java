package dev.penstock.domain.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.gateway.Technique;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateCountTest {
    private static final Instant START = Instant.ofEpochSecond(1_800_000_000);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private RateCount count = RateCount.none(new Window(MINUTE, Technique.FIXED), START);

    private boolean admit(RateWindow rate, Instant now) {
        RateCount.Verdict verdict = count.admit(rate, now);
        count = verdict.next();
        return verdict.admitted();
    }

    private int admitted(RateWindow rate, Instant now, int calls) {
        int admitted = 0;
        for (int i = 0; i < calls; i++) {
            admitted += admit(rate, now) ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void tells_how_many_calls_count() {
        RateWindow fixed = RateWindow.of(10, MINUTE, Technique.FIXED);
        RateWindow sliding = RateWindow.of(10, MINUTE, Technique.SLIDING);
        admitted(fixed, START, 5);
        admitted(fixed, START.plusSeconds(60), 1);
        Instant later = START.plusSeconds(80);

        assertThat(count.counted(fixed.window(), later)).isEqualByComparingTo("1");
        assertThat(count.counted(sliding.window(), later)).isEqualByComparingTo("4.333");
        assertThat(count.counted(new Window(MINUTE.plusSeconds(1), Technique.FIXED), later))
                .isZero();
    }

    @Nested
    class Fixed_windows {
        private final RateWindow rate = RateWindow.of(10, MINUTE, Technique.FIXED);

        @Test
        void begin_at_multiples_of_their_length() {
            assertThat(admitted(rate, START.plusSeconds(59), 20)).isEqualTo(10);

            assertThat(admitted(rate, START.plusSeconds(60), 20)).isEqualTo(10);
            assertThat(admitted(rate, START.plusSeconds(119), 1)).isZero();
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5})
        void never_admit_more_than_their_limit(long seed) {
            Random random = new Random(seed);
            Map<Long, Integer> byWindow = new HashMap<>();
            Map<Long, Integer> asked = new HashMap<>();
            Instant now = START;
            for (int i = 0; i < 5000; i++) {
                now = now.plusMillis(random.nextInt(10_000));
                long window = Math.floorDiv(now.toEpochMilli(), MINUTE.toMillis());
                asked.merge(window, 1, Integer::sum);
                byWindow.merge(window, admit(rate, now) ? 1 : 0, Integer::sum);
            }

            assertThat(byWindow)
                    .as("seed " + seed)
                    .allSatisfy((window, calls) ->
                            assertThat(calls).isEqualTo(Math.min(10, asked.getOrDefault(window, 0))));
        }
    }

    @Nested
    class Sliding_windows {
        private final RateWindow rate = RateWindow.of(10, MINUTE, Technique.SLIDING);

        @Test
        void count_the_one_before_as_far_as_it_overlaps() {
            assertThat(admitted(rate, START, 20)).isEqualTo(10);

            assertThat(admitted(rate, START.plusSeconds(60), 20)).isZero();
            assertThat(admitted(rate, START.plusSeconds(66), 20)).isEqualTo(1);
            assertThat(admitted(rate, START.plusSeconds(90), 20)).isEqualTo(4);
            assertThat(admitted(rate, START.plusSeconds(120), 20)).isEqualTo(5);
            assertThat(admitted(rate, START.plusSeconds(240), 20)).isEqualTo(10);
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5})
        void admit_exactly_what_the_weighted_rule_does(long seed) {
            Random random = new Random(seed);
            Map<Long, Integer> byWindow = new HashMap<>();
            Instant now = START;
            for (int i = 0; i < 5000; i++) {
                now = now.plusMillis(random.nextInt(9000));
                long window = Math.floorDiv(now.toEpochMilli(), MINUTE.toMillis());
                long left = MINUTE.toMillis() - Math.floorMod(now.toEpochMilli(), MINUTE.toMillis());
                int current = byWindow.getOrDefault(window, 0);
                long weighted = byWindow.getOrDefault(window - 1, 0) * left + (current + 1) * MINUTE.toMillis();
                boolean fits = weighted <= 10 * MINUTE.toMillis();

                assertThat(admit(rate, now)).as("seed %d, call %d", seed, i).isEqualTo(fits);

                byWindow.merge(window, fits ? 1 : 0, Integer::sum);
            }
        }

        @Test
        void are_exact_where_64_bits_are_not_enough() {
            Duration long_window = Duration.ofSeconds(Integer.MAX_VALUE);
            Window window = new Window(long_window, Technique.SLIDING);
            long number = window.number(START);
            Instant middle = Instant.ofEpochMilli(number * window.millis() + window.millis() / 2);
            count = new RateCount(long_window, new Rolling<>(number, 40_000_000_000_000L, 0L));

            assertThat(admit(new RateWindow(20_000_000_000_000L, window), middle))
                    .isFalse();
            assertThat(admit(new RateWindow(20_000_000_000_001L, window), middle))
                    .isTrue();
            assertThat(admit(new RateWindow(20_000_000_000_001L, window), middle))
                    .isFalse();
        }
    }

    @Nested
    class A_clock_that_steps_back {
        @ParameterizedTest
        @EnumSource(Technique.class)
        void gives_nothing_back(Technique technique) {
            RateWindow rate = RateWindow.of(10, MINUTE, technique);
            assertThat(admitted(rate, START.plusSeconds(61), 20)).isEqualTo(10);

            assertThat(admitted(rate, START.plusSeconds(59), 20)).isZero();
            assertThat(admitted(rate, START.plusSeconds(61), 20)).isZero();
            assertThat(admitted(rate, START.minus(Duration.ofDays(1)), 20)).isZero();
        }

        @ParameterizedTest
        @EnumSource(Technique.class)
        void does_not_stop_all_calls_until_a_far_future(Technique technique) {
            RateWindow rate = RateWindow.of(10, MINUTE, technique);
            assertThat(admitted(rate, START.plus(Duration.ofDays(9999)), 20)).isEqualTo(10);

            assertThat(admitted(rate, START, 20)).isZero();
            assertThat(admitted(rate, START.plusSeconds(120), 20)).isEqualTo(10);
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5})
        void never_frees_more_than_the_steps_forward_did(long seed) {
            Random random = new Random(seed);
            RateWindow rate = RateWindow.of(10, MINUTE, Technique.FIXED);
            Window window = rate.window();
            Instant now = START;
            int admitted = 0;
            int windows = 1;
            for (int i = 0; i < 5000; i++) {
                Instant next = now.plusSeconds(random.nextInt(-200, 200));
                windows += window.number(next) > window.number(now) ? 1 : 0;
                now = next;
                admitted += admitted(rate, now, random.nextInt(20));
                assertThat(admitted).as("seed %d, step %d", seed, i).isLessThanOrEqualTo(10 * windows);
            }
        }
    }

    @Nested
    class A_change {
        @Test
        void of_the_limit_or_the_technique_keeps_the_count() {
            assertThat(admitted(RateWindow.of(10, MINUTE, Technique.FIXED), START, 8))
                    .isEqualTo(8);

            assertThat(admitted(RateWindow.of(9, MINUTE, Technique.SLIDING), START, 5))
                    .isEqualTo(1);
            assertThat(admitted(RateWindow.of(3, MINUTE, Technique.FIXED), START, 5))
                    .isZero();
            assertThat(admitted(RateWindow.of(12, MINUTE, Technique.FIXED), START, 5))
                    .isEqualTo(3);
        }

        @Test
        void of_the_length_starts_a_new_one() {
            assertThat(admitted(RateWindow.of(10, MINUTE, Technique.FIXED), START, 10))
                    .isEqualTo(10);

            assertThat(admitted(RateWindow.of(10, MINUTE.plusSeconds(1), Technique.FIXED), START, 20))
                    .isEqualTo(10);
        }
    }

    @ParameterizedTest
    @EnumSource(Technique.class)
    void is_over_once_it_has_no_bearing_on_any_call(Technique technique) {
        RateWindow rate = RateWindow.of(10, MINUTE, technique);
        admitted(rate, START.plusSeconds(59), 10);

        assertThat(count.isOver(START.plusSeconds(119))).isFalse();
        assertThat(count.isOver(START.plusSeconds(120))).isTrue();
    }
}
