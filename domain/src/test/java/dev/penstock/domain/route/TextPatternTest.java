package dev.penstock.domain.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPatternTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gpt-[45]",
                "^(?:claude|gpt)-.*$",
                "(?i)hello",
                "a{2,5}b{3}c{4,}?d*?e+?f??",
                "\\d+\\.\\w\\b\\s\\\\",
                "[^a-z\\]&\\d]+",
                "\\p{Lu}\\pL\\P{L}",
                "(a+)+b",
                "}]",
                "\u00e9|\ud83d\ude00"
            })
    void takes_what_can_be_searched_for_in_linear_time(String text) {
        assertThat(new TextPattern(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a)\\1",
                "(?<n>a)\\k<n>",
                "(?=a)",
                "(?!a)",
                "(?<=a)b",
                "(?<!a)b",
                "(?>a)",
                "a*+",
                "a++",
                "a?+",
                "a{2}+",
                "a{1001}",
                "a{1,2000}",
                "[a&&b]",
                "[a[b]]",
                "\\R",
                "\\X",
                "\\G",
                "\\Qa\\E",
                "\\p{javaLowerCase}",
                "\\p{Cn}",
                "\\p{LC}",
                "\\p{LD}",
                "{2}",
                "a|{2}",
                "({2})",
                "(?i){2}",
                "(?x)a"
            })
    void refuses_what_compiles_but_cannot(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextPattern(text))
                .withMessageContaining("is not supported");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[a-z]{1000}$",
                "(?:a?){400}",
                "(?:[a-z]{10}){100}",
                "(\\d{1,3}\\.){50}",
                "a{1000}b{100}",
                "(?:a{0}){1000}"
            })
    void takes_what_stays_short_with_its_counts_written_out(String text) {
        assertThat(new TextPattern(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a{1000}b{1000}",
                "(?:a{100}){100}",
                "(?:ab){1000}",
                "(((((a{1000}){1000}){1000}){1000}){1000}){1000}",
                "a{1000}|b{1000}"
            })
    void refuses_what_grows_long_with_its_counts_written_out(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextPattern(text))
                .withMessageContaining("more than 1200 parts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "a{2", "*", "\\", "\\p{Nope}"})
    void refuses_what_does_not_compile(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextPattern(text))
                .withMessageStartingWith("Invalid regular expression");
    }

    @ParameterizedTest
    @ValueSource(ints = {513, 100_000})
    void refuses_what_is_too_long(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextPattern("(".repeat(length)))
                .withMessageContaining("512");
    }
}
