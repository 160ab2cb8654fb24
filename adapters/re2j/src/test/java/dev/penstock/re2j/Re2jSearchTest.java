package dev.penstock.re2j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.re2j.Pattern;
import dev.penstock.domain.route.TextPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Re2jSearchTest {
    private final Re2jSearch search = new Re2jSearch();

    private boolean finds(String pattern, String text) {
        return search.finds(new TextPattern(pattern), text);
    }

    @Nested
    class Finding {
        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                quoteCharacter = '~',
                value = {
                    "gpt-[45] ; my gpt-5 ; true",
                    "^gpt-[45] ; my gpt-5 ; false",
                    "(?i)REFUND ; I want a refund. ; true",
                    "REFUND ; I want a refund. ; false",
                    "^.{3}$ ; abc ; true",
                    "^.{3}$ ; abcd ; false",
                    "\\bhow\\b ; say how deep ; true",
                    "\\p{Lu}{2} ; aBCd ; true",
                    "gr\u00fc(?:\u00df|ss)e ; viele Gr\u00fc\u00dfe, gr\u00fcsse ; true",
                    "^.$ ; \ud83d\ude00 ; true",
                })
        void finds_a_pattern_anywhere_in_a_text(String pattern, String text, boolean found) {
            assertThat(finds(pattern, text)).isEqualTo(found);
        }

        @Test
        void finds_again_what_it_found_before() {
            for (int i = 0; i < 3; i++) {
                assertThat(finds("a+", "baa")).isTrue();
                assertThat(finds("a+", "b")).isFalse();
            }
        }

        @Test
        void finds_the_empty_pattern_everywhere() {
            assertThat(finds("", "")).isTrue();
            assertThat(finds("", "a")).isTrue();
        }

        @Test
        void finds_the_same_on_many_threads_with_more_patterns_than_are_kept() throws Exception {
            List<Future<Boolean>> outcomes = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                for (int i = 0; i < 4000; i++) {
                    String pattern = "x%d[0-9a-f]{500}".formatted(i % 1500);
                    String text = "x%d".formatted(i % 1500) + "7".repeat(500);
                    outcomes.add(threads.submit(() -> finds(pattern, text) && !finds(pattern, "x")));
                }
            }

            for (Future<Boolean> outcome : outcomes) {
                assertThat(outcome.get()).isTrue();
            }
        }
    }

    @Nested
    class Bounding {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "(a+)+b",
                    "(a|aa)+b",
                    "(a*)*b",
                    "(?:a?){400}b",
                    "[a-z]{1000}b",
                    "(?:.*.*.*.*.*.*)x",
                    "(a|a|a|a|aa)*(a|a|a)*b",
                    "(?i)(?:\\pL|\\w|.){50,100}=",
                })
        void gives_up_soon_where_others_never_end(String pattern) {
            String text = "a".repeat(100_000);

            boolean found = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> finds(pattern, text));

            assertThat(found).isFalse();
        }

        @Test
        void looks_at_every_pattern_in_a_text_as_long_as_the_pattern() {
            assertThat(finds("^[a-z]{1000,}$", "a".repeat(1000))).isTrue();
            assertThat(finds("^[a-z]{1000,}$", "a".repeat(999))).isFalse();
        }

        @Test
        void looks_at_the_whole_of_a_long_text_for_a_short_pattern() {
            assertThat(finds("(?i)refund|cancel", "a".repeat(65_000) + "Cancel"))
                    .isTrue();
        }
    }

    /** What the domain takes, RE2/J takes too, so nothing that was created is found nowhere. */
    @Nested
    class Agreeing {
        private static final List<String> PARTS = List.of(
                "a",
                "b",
                "0",
                "-",
                "]",
                "}",
                "|",
                "^",
                "$",
                ".",
                "*",
                "+",
                "?",
                "*?",
                "+?",
                "??",
                "{2}",
                "{0}",
                "{2,5}",
                "{3,}",
                "{1000}",
                "(",
                "(?:",
                "(?i)",
                ")",
                "\\d",
                "\\W",
                "\\s",
                "\\b",
                "\\B",
                "\\A",
                "\\z",
                "\\t",
                "\\n",
                "\\.",
                "\\\\",
                "\\-",
                "\\]",
                "\\ ",
                "\\_",
                "\\\n",
                "\\p{Lu}",
                "\\PL",
                "\\p{Cn}",
                "\\p{LC}",
                "[",
                "[^",
                "a-z",
                "z-a",
                "&",
                "&&",
                ":",
                "[:word:]",
                "\u00e9",
                "\ud83d\ude00",
                "\ud83d",
                "\ude00",
                "\0",
                "#",
                " ",
                "\\x",
                "{",
                "=",
                "!",
                "<",
                ",",
                "\r",
                "\u2028",
                "\\\u0001",
                "\\~");

        private static Optional<TextPattern> taken(String text) {
            try {
                return Optional.of(new TextPattern(text));
            } catch (IllegalArgumentException refused) {
                return Optional.empty();
            }
        }

        private static void takesToo(TextPattern pattern) {
            assertThatCode(() -> Pattern.compile(pattern.text()))
                    .as(pattern.text())
                    .doesNotThrowAnyException();
        }

        @Test
        void takes_every_pattern_that_the_domain_does_and_none_is_long() {
            long seed = new Random().nextLong();
            System.out.println("seed of the patterns: " + seed);
            Random random = new Random(seed);
            int taken = 0;
            for (int i = 0; i < 100_000; i++) {
                StringBuilder text = new StringBuilder();
                for (int parts = 1 + random.nextInt(8); parts > 0; parts--) {
                    text.append(PARTS.get(random.nextInt(PARTS.size())));
                }
                Optional<TextPattern> pattern = taken(text.toString());
                if (pattern.isPresent()) {
                    taken++;
                    takesToo(pattern.get());
                    assertThat(Pattern.compile(text.toString()).programSize())
                            .as(text.toString())
                            .isLessThan(1300);
                }
            }

            assertThat(taken).isGreaterThan(10_000);
        }

        @Test
        void takes_every_category_of_characters_that_the_domain_does() {
            int taken = 0;
            for (char first = 'A'; first <= 'z'; first++) {
                for (char second = 'A' - 1; second <= 'z'; second++) {
                    String name = second < 'A' ? String.valueOf(first) : "" + first + second;
                    Optional<TextPattern> pattern = taken("\\p{" + name + "}");
                    pattern.ifPresent(Agreeing::takesToo);
                    taken += pattern.isPresent() ? 1 : 0;
                }
            }

            assertThat(taken).isEqualTo(36);
        }
    }
}
