package dev.penstock.domain.route.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.route.Condition;
import dev.penstock.domain.route.ElementDraft.Properties;
import dev.penstock.domain.route.TextPattern;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SatisfiabilityTest {
    private static final TextPattern.Search SEARCH =
            (pattern, text) -> Pattern.compile(pattern.text()).matcher(text).find();

    private static Condition condition(@Nullable Object tree) {
        return Condition.of(new Properties.Conditions(tree));
    }

    private static Verdict verdict(@Nullable Object tree) {
        return Satisfiability.of(condition(tree));
    }

    private static Map<String, Object> asked(String field, Object... operatorsAndOperands) {
        Map<String, Object> operators = new LinkedHashMap<>();
        for (int i = 0; i < operatorsAndOperands.length; i += 2) {
            operators.put((String) operatorsAndOperands[i], operatorsAndOperands[i + 1]);
        }
        return Map.of(field, operators);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void no_request_meets_what_is_never_met_and_each_meets_what_always_is(long seed) {
        Random random = new Random(seed);
        RandomConditions conditions = new RandomConditions(random);
        int never = 0;
        int always = 0;
        int open = 0;
        for (int round = 0; round < 10_000; round++) {
            Map<String, @Nullable Object> filter = conditions.filter();
            Condition condition = condition(filter);
            Verdict verdict = Satisfiability.of(condition);
            for (int request = 0; request < 40 && verdict != Verdict.OPEN; request++) {
                assertThat(condition.test(conditions.facts(), SEARCH))
                        .as("seed %d, round %d: %s", seed, round, filter)
                        .isEqualTo(verdict == Verdict.ALWAYS);
            }
            never += verdict == Verdict.NEVER ? 1 : 0;
            always += verdict == Verdict.ALWAYS ? 1 : 0;
            open += verdict == Verdict.OPEN ? 1 : 0;
        }

        assertThat(List.of(never, always, open)).allMatch(count -> count > 500);
    }

    @Nested
    class Finds {
        @Test
        void an_empty_range_of_numbers() {
            assertThat(verdict(asked("body.n", "$gt", 5, "$lt", 3))).isEqualTo(Verdict.NEVER);
            assertThat(verdict(asked("body.n", "$gt", 5, "$lte", 5))).isEqualTo(Verdict.NEVER);
            assertThat(verdict(asked("body.n", "$gte", 5, "$lte", 5, "$ne", new BigDecimal("5.0"))))
                    .isEqualTo(Verdict.NEVER);
            assertThat(verdict(asked("body.n", "$gte", 5, "$lte", 5))).isEqualTo(Verdict.OPEN);
            assertThat(verdict(asked("body.n", "$gt", 5, "$lt", 6))).isEqualTo(Verdict.OPEN);
        }

        @Test
        void an_empty_range_of_texts() {
            assertThat(verdict(asked("body.n", "$gt", "b", "$lt", "a"))).isEqualTo(Verdict.NEVER);
            assertThat(verdict(asked("body.n", "$lt", ""))).isEqualTo(Verdict.NEVER);
            assertThat(verdict(asked("body.n", "$gt", "a", "$lt", "a\0"))).isEqualTo(Verdict.NEVER);
            assertThat(verdict(asked("body.n", "$gt", "a", "$lt", "aa"))).isEqualTo(Verdict.OPEN);
        }

        @Test
        void values_that_are_not_among_the_others() {
            assertThat(verdict(asked("metadata.plan", "$eq", "paid", "$ne", "paid")))
                    .isEqualTo(Verdict.NEVER);
            assertThat(verdict(asked("metadata.plan", "$in", List.of("a", "b"), "$nin", List.of("b", "a", "c"))))
                    .isEqualTo(Verdict.NEVER);
            assertThat(verdict(asked("metadata.plan", "$in", List.of()))).isEqualTo(Verdict.NEVER);
            assertThat(verdict(Map.of("$and", List.of(Map.of("metadata.plan", "a"), Map.of("metadata.plan", "b")))))
                    .isEqualTo(Verdict.NEVER);
            assertThat(verdict(asked("metadata.plan", "$eq", "paid", "$exists", false)))
                    .isEqualTo(Verdict.NEVER);
        }

        @Test
        void what_a_part_of_a_request_never_is() {
            assertThat(verdict(asked("headers.x-count", "$gt", 5))).isEqualTo(Verdict.NEVER);
            assertThat(verdict(Map.of("headers.x-flag", true))).isEqualTo(Verdict.NEVER);
            assertThat(verdict(Map.of("metadata.tags", List.of("a")))).isEqualTo(Verdict.NEVER);
            assertThat(verdict(asked("headers.x-count", "$gt", "5"))).isEqualTo(Verdict.OPEN);
            assertThat(verdict(Map.of("body.tags", List.of("a")))).isEqualTo(Verdict.OPEN);
        }

        @Test
        void texts_and_numbers_asked_for_at_once() {
            assertThat(verdict(asked("body.n", "$regex", "x", "$gt", 1))).isEqualTo(Verdict.NEVER);
            assertThat(verdict(asked("body.n", "$gt", 1, "$lt", "z"))).isEqualTo(Verdict.NEVER);
        }

        @Test
        void what_always_holds() {
            assertThat(verdict(null)).isEqualTo(Verdict.ALWAYS);
            assertThat(verdict(Map.of())).isEqualTo(Verdict.ALWAYS);
            assertThat(verdict(Map.of("$or", List.of(Map.of("body.a", 1), asked("body.a", "$ne", 1)))))
                    .isEqualTo(Verdict.ALWAYS);
            assertThat(verdict(asked("metadata.plan", "$nin", List.of()))).isEqualTo(Verdict.ALWAYS);
            assertThat(verdict(Map.of("$nor", List.of(asked("body.n", "$gt", 2, "$lt", 1)))))
                    .isEqualTo(Verdict.ALWAYS);
        }

        @Test
        void a_choice_none_of_whose_parts_is_left() {
            Object choice = List.of(Map.of("body.a", 1), Map.of("body.a", 2));

            assertThat(verdict(Map.of("$or", choice, "body.a", 3))).isEqualTo(Verdict.NEVER);
            assertThat(verdict(Map.of("$or", choice, "body.a", 2))).isEqualTo(Verdict.OPEN);
        }
    }

    @Nested
    class Leaves_open {
        @Test
        void what_texts_with_half_characters_may_meet() {
            assertThat(verdict(asked("body.n", "$gte", "?", "$lte", "?", "$ne", "?")))
                    .isEqualTo(Verdict.OPEN);
        }

        @Test
        void what_would_take_too_long_to_find_out() {
            List<Object> choices = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                choices.add(Map.of("$or", List.of(Map.of("body.a" + i, 1), Map.of("body.b" + i, 1))));
            }
            choices.add(asked("body.z", "$exists", true));
            List<Object> several = new ArrayList<>(choices);
            several.add(Map.of("$or", Arrays.asList(asked("body.z", "$exists", false), Map.of("body.z", List.of()))));
            several.add(Map.of("$or", Arrays.asList(asked("body.z", "$exists", false), Map.of("body.z", "x"))));

            assertThat(verdict(Map.of("$and", several))).isEqualTo(Verdict.OPEN);
        }
    }
}
