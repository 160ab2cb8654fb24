package dev.penstock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> NAMES = List.of("openai", "anthropic", "azure-openai", "groq");

    @ParameterizedTest
    @CsvSource({
        "openai, openai",
        "opnai, openai",
        "openaii, openai",
        "oqenai, openai",
        "opena, openai",
        "azureopenai, azure-openai",
        "grok, groq",
        "'', groq",
        "anthropic-claude, anthropic"
    })
    void is_the_one_fewest_edits_away(String typed, String meant) {
        assertThat(NearestName.to(typed, NAMES)).isEqualTo(meant);
    }

    @Test
    void is_the_first_in_the_alphabet_when_two_are_as_near() {
        assertThat(NearestName.to("a", List.of("ac", "ab"))).isEqualTo("ab");
        assertThat(NearestName.to("a", List.of("ab", "ac"))).isEqualTo("ab");
    }

    @Test
    void prefers_one_change_to_two() {
        assertThat(NearestName.to("abcd", List.of("abxx", "xbcd"))).isEqualTo("xbcd");
        assertThat(NearestName.to("abcd", List.of("dcba", "abdc"))).isEqualTo("abdc");
    }

    @Test
    void is_empty_where_there_are_no_names() {
        assertThat(NearestName.to("openai", List.of())).isEmpty();
    }
}
