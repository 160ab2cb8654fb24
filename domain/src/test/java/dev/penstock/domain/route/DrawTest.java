package dev.penstock.domain.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.Metadata;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shares come out, by chance and by what stands in requests. */
class DrawTest {
    private static final int WALKS = 100_000;
    /** Of a thousand fair runs, one is farther off than so many standard deviations. */
    private static final double OF_999_IN_1000 = 3.2905;

    private static final ElementId SPLIT = new ElementId("split");

    /** That so many of the walks took a share lies within the 99.9 % interval of that share. */
    private static void assertFair(long times, double share) {
        double spread = OF_999_IN_1000 * Math.sqrt(WALKS * share * (1 - share));
        assertThat((double) times).isBetween(WALKS * share - spread, WALKS * share + spread);
    }

    @Nested
    class Chance {
        private final RouteGraph graph = Drawn.sound(
                Drawn.start("s", "split"),
                Drawn.percentage("split", "10%", "small", "90%", "big"),
                Drawn.model("small", "e", null),
                Drawn.model("big", "e", null),
                Drawn.end("e"));

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {1, 2, 3})
        void parts_a_hundred_thousand_walks_ten_to_ninety(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            Facts facts = Facts.of(new Metadata(Map.of()), Headers.NONE, null);
            Surroundings surroundings = new Surroundings() {
                @Override
                public Facts facts() {
                    return facts;
                }

                @Override
                public TextPattern.Search search() {
                    return (pattern, text) -> false;
                }

                @Override
                public double chance() {
                    return random.nextDouble(100);
                }
            };

            long small = 0;
            for (int i = 0; i < WALKS; i++) {
                Halt at = RouteWalk.begin(graph, surroundings).at();
                small += at instanceof Halt.AtModel(RouteElement.Model model)
                                && model.id().value().equals("small")
                        ? 1
                        : 0;
            }

            assertFair(small, 0.1);
        }
    }

    @Nested
    class A_value {
        private final RouteElement.Percentage split = new RouteElement.Percentage(
                SPLIT,
                new FieldPath.InMetadata("user"),
                List.of(
                        new RouteElement.Share("10%", BigDecimal.TEN, new ElementId("small")),
                        new RouteElement.Share("90%", BigDecimal.valueOf(90), new ElementId("big"))));

        @ParameterizedTest
        @ValueSource(strings = {"user-%d", "%d", "%d@example.org", "00000000-0000-4000-8000-%012d"})
        void parts_a_hundred_thousand_users_ten_to_ninety(String form) {
            long small = 0;
            for (int i = 0; i < WALKS; i++) {
                small += split.at(Draw.of(SPLIT, form.formatted(i))).label().equals("10%") ? 1 : 0;
            }

            assertFair(small, 0.1);
        }

        @Test
        void spreads_evenly_over_the_hundred() {
            int[] times = new int[100];
            for (int i = 0; i < WALKS; i++) {
                times[(int) Draw.of(SPLIT, "user-" + i)]++;
            }

            double expected = WALKS / 100.0;
            double squares = 0;
            for (int time : times) {
                squares += (time - expected) * (time - expected) / expected;
            }
            // What chi-square with 99 degrees of freedom exceeds once in a thousand times.
            assertThat(squares).isLessThan(148.23);
        }

        @Test
        void draws_independently_at_two_elements() {
            long both = 0;
            for (int i = 0; i < WALKS; i++) {
                boolean first = Draw.of(SPLIT, "user-" + i) < 50;
                boolean second = Draw.of(new ElementId("split2"), "user-" + i) < 50;
                both += first && second ? 1 : 0;
            }

            assertFair(both, 0.25);
        }

        @Test
        void draws_the_same_for_ever() {
            assertThat(Draw.of(SPLIT, "user-1")).isEqualTo(Draw.of(SPLIT, "user-1"));
            assertThat(Draw.of(SPLIT, new BigDecimal("1.0"))).isEqualTo(Draw.of(SPLIT, new BigDecimal("1")));
            // Written down once: with other numbers, users would change sides with an update.
            assertThat(Draw.of(SPLIT, "user-1")).isEqualTo(44.17788211430553);
            assertThat(Draw.of(SPLIT, true)).isEqualTo(77.93630009212498);
        }
    }

    @Nested
    class Shares_of_all_draws {
        private List<Double> chances(String... labels) {
            String[] arrows = new String[labels.length * 2];
            for (int i = 0; i < labels.length; i++) {
                arrows[2 * i] = labels[i];
                arrows[2 * i + 1] = "e";
            }
            RouteGraph graph = Drawn.sound(Drawn.start("s", "p"), Drawn.percentage("p", arrows), Drawn.end("e"));
            return ((RouteElement.Percentage) graph.element(new ElementId("p"))).chances();
        }

        @Test
        void are_what_the_labels_say() {
            assertThat(chances("10%", "90%")).containsExactly(0.1, 0.9);
            assertThat(chances("25%", "else", "25% (b)")).containsExactly(0.25, 0.25, 0.5);
            assertThat(chances("0%", "100%")).containsExactly(0.0, 1.0);
            assertThat(chances("100%", "else")).containsExactly(1.0, 0.0);
        }

        @Test
        void leave_what_is_missing_to_the_last_one_that_has_any() {
            List<Double> chances = chances("49.995", "50", "0");

            assertThat(chances.get(1)).isCloseTo(0.50005, org.assertj.core.data.Offset.offset(1e-12));
            assertThat(chances.get(2)).isZero();
        }

        @Test
        void end_at_the_whole() {
            List<Double> chances = chances("60", "40.01");

            assertThat(chances.get(0) + chances.get(1)).isEqualTo(1.0);
        }
    }
}
