package dev.penstock.domain.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GivenTest {
    @Test
    void keeps_what_was_when_left_out() {
        Given<String> omitted = Given.omitted();

        assertThat(omitted.over("kept")).isEqualTo("kept");
        assertThat(omitted.over(null)).isNull();
        assertThat(omitted.orNull()).isNull();
        assertThat(omitted.isOmitted()).isTrue();
    }

    @Test
    void clears_what_was_when_sent_as_null() {
        Given<String> cleared = Given.of(null);

        assertThat(cleared.over("kept")).isNull();
        assertThat(cleared.isOmitted()).isFalse();
    }

    @Test
    void replaces_what_was_when_sent() {
        assertThat(Given.of("sent").over("kept")).isEqualTo("sent");
        assertThat(Given.of("sent").orNull()).isEqualTo("sent");
    }

    @Test
    void stays_the_same_wish_when_it_is_mapped() {
        Given<String> omitted = Given.omitted();
        Given<String> cleared = Given.of(null);

        assertThat(omitted.map(String::length)).isEqualTo(Given.omitted());
        assertThat(cleared.map(String::length)).isEqualTo(Given.<Integer>of(null));
        assertThat(Given.of("four").map(String::length)).isEqualTo(Given.of(4));
    }
}
