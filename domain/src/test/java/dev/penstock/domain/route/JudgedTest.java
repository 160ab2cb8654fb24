package dev.penstock.domain.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgedTest {
    private static final TextPattern.Search SEARCH =
            (pattern, text) -> Pattern.compile(pattern.text()).matcher(text).find();
    private static final Facts FACTS = Facts.of(
            new Metadata(Map.of("plan", new Metadata.Value.Text("paid"))),
            Headers.NONE.with("x-team", "sales"),
            Map.of("n", BigDecimal.TEN));

    private static Judged judged(Object filter) {
        return Judged.of(
                ConditionReader.read(filter, Path.root(), new Violations()).orElseThrow(), FACTS, SEARCH);
    }

    @Test
    void tells_of_every_part_whether_it_held_and_what_was_found() {
        Judged either = judged(Map.of(
                "$or", List.of(Map.of("metadata.plan", "free"), Map.of("body.n", 10), Map.of("headers.x-team", "x"))));

        assertThat(either.holds()).isTrue();
        assertThat(either.parts()).extracting(Judged::holds).containsExactly(false, true, false);
        assertThat(either.parts())
                .extracting(part -> part.found().value())
                .containsExactly("paid", BigDecimal.TEN, "sales");
    }

    @Test
    void tells_what_is_not_there() {
        Judged judged = judged(Map.of("metadata.nothing", Map.of("$ne", 1)));

        assertThat(judged.holds()).isTrue();
        assertThat(judged.parts()).singleElement().satisfies(part -> {
            assertThat(part.holds()).isFalse();
            assertThat(part.found().there()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void holds_exactly_when_the_condition_does(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            Condition condition = condition(random, 4);

            assertThat(Judged.of(condition, FACTS, SEARCH).holds())
                    .as("seed " + seed + ": " + condition)
                    .isEqualTo(condition.test(FACTS, SEARCH));
        }
    }

    private static Condition condition(Random random, int levels) {
        FieldPath field = List.of(
                        new FieldPath.InMetadata("plan"),
                        new FieldPath.InBody(List.of("n")),
                        new FieldPath.InHeaders("x-team"),
                        new FieldPath.InBody(List.of("missing")))
                .get(random.nextInt(4));
        return switch (random.nextInt(levels == 0 ? 5 : 8)) {
            case 0 ->
                new Condition.Equal(
                        field, List.of("paid", BigDecimal.TEN, "sales").get(random.nextInt(3)));
            case 1 -> new Condition.Exists(field);
            case 2 -> new Condition.OneOf(field, List.of("paid", "x"));
            case 3 -> new Condition.Ordered(field, Condition.Order.GTE, BigDecimal.TEN);
            case 4 -> new Condition.Matches(field, new TextPattern("^s"));
            case 5 -> new Condition.Not(condition(random, levels - 1));
            case 6 -> new Condition.All(parts(random, levels));
            default -> new Condition.Any(parts(random, levels));
        };
    }

    private static List<Condition> parts(Random random, int levels) {
        List<Condition> parts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            parts.add(condition(random, levels - 1));
        }
        return parts;
    }
}
