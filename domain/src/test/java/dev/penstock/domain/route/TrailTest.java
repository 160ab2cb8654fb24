package dev.penstock.domain.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.route.Passage.Why;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TrailTest {
    private static Trail trail(Passage... passages) {
        return new Trail(
                new RouteId(new UUID(1, 2)),
                new RouteName("support"),
                new VersionId(new UUID(3, 4)),
                Arrays.asList(passages));
    }

    private static Passage passage(String element, Why why) {
        return new Passage(new ElementId(element), ElementType.CONDITIONAL, "true", why);
    }

    private static FieldPath field(String key) {
        return new FieldPath.InMetadata(key);
    }

    private static @Nullable Object kept(@Nullable Object value) {
        Trail brief = trail(passage("c", new Why.Looked(Map.of(field("k"), Facts.Found.of(value)))))
                .brief();

        assertThat(brief.brief()).as("shortened again").isEqualTo(brief);
        Why.Looked looked = (Why.Looked) brief.passages().getFirst().why();
        Facts.Found found = Objects.requireNonNull(looked.values().get(field("k")));
        assertThat(found.there()).isTrue();
        return found.value();
    }

    @Nested
    class In_few_words {
        @Test
        void keeps_short_values_as_they_are() {
            assertThat(kept("paid")).isEqualTo("paid");
            assertThat(kept("x".repeat(256))).isEqualTo("x".repeat(256));
            assertThat(kept(true)).isEqualTo(true);
            assertThat(kept(null)).isNull();
            assertThat(kept(new BigDecimal("1.50"))).isEqualTo(new BigDecimal("1.50"));
            assertThat(kept(new BigDecimal("1E+3"))).isEqualTo(new BigDecimal("1000"));
        }

        @Test
        void cuts_long_texts_but_no_character_in_two() {
            assertThat(kept("x".repeat(257))).isEqualTo("x".repeat(255) + "…");
            assertThat(kept("x".repeat(254) + "😀😀")).isEqualTo("x".repeat(254) + "…");
            assertThat(kept("x".repeat(253) + "😀😀")).isEqualTo("x".repeat(253) + "😀…");
        }

        @Test
        void replaces_halves_of_characters() {
            assertThat(kept("a\ud800b")).isEqualTo("a\ufffdb");
        }

        @Test
        void says_only_of_lists_and_objects_that_they_are() {
            assertThat(kept(List.of("a"))).isEqualTo(Passage.Kind.ARRAY);
            assertThat(kept(Map.of("a", "b"))).isEqualTo(Passage.Kind.OBJECT);
        }

        @Test
        void writes_numbers_of_very_many_digits_as_texts() {
            assertThat(kept(new BigDecimal("1E+999999999"))).isEqualTo("1E+999999999");
            assertThat(kept(new BigDecimal("1E-999999999"))).isEqualTo("1E-999999999");
            assertThat(kept(new BigDecimal("7".repeat(1000)))).isEqualTo("7".repeat(255) + "…");
        }

        @Test
        void tells_what_is_not_there_from_null() {
            Map<FieldPath, Facts.Found> values = new LinkedHashMap<>();
            values.put(field("null"), Facts.Found.of(null));
            values.put(field("nothing"), Facts.Found.NOTHING);

            Trail brief = trail(passage("c", new Why.Looked(values))).brief();

            assertThat(brief).isEqualTo(trail(passage("c", new Why.Looked(values))));
        }

        @Test
        void cuts_outcomes() {
            Trail brief = trail(passage("m", new Why.Heard("y".repeat(5000)))).brief();

            assertThat(brief.passages().getFirst().why()).isEqualTo(new Why.Heard("y".repeat(255) + "…"));
        }

        @Test
        void keeps_the_first_fifty_passages_and_a_hundred_values() {
            List<Passage> many = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                Map<FieldPath, Facts.Found> values = new LinkedHashMap<>();
                IntStream.range(0, 7).forEach(key -> values.put(field("k" + key), Facts.Found.of("v")));
                many.add(passage("c" + i, new Why.Looked(values)));
            }

            Trail brief = trail(many.toArray(Passage[]::new)).brief();

            assertThat(brief.passages())
                    .extracting(passage -> passage.element().value())
                    .isEqualTo(IntStream.range(0, 50).mapToObj(i -> "c" + i).toList());
            assertThat(brief.passages())
                    .extracting(passage -> ((Why.Looked) passage.why()).values().size())
                    .isEqualTo(IntStream.range(0, 50)
                            .map(i -> i < 14 ? 7 : i == 14 ? 2 : 0)
                            .boxed()
                            .toList());
        }

        @Test
        void is_bounded_whatever_the_request_held() {
            Map<FieldPath, Facts.Found> values = new LinkedHashMap<>();
            IntStream.range(0, 1000).forEach(i -> values.put(field("k" + i), Facts.Found.of("v".repeat(10_000))));
            List<Passage> many = Collections.nCopies(1000, passage("c", new Why.Looked(values)));

            Trail brief = trail(many.toArray(Passage[]::new)).brief();

            assertThat(brief.weight()).isBetween(50_000L, 100_000L);
        }
    }
}
