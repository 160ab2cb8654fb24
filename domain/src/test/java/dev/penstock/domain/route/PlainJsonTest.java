package dev.penstock.domain.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainJsonTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "1.0, 1", "1000, 1000", "1E+3, 1000", "0.00, 0", "-2.50, -2.5", "1E-7, 0.0000001"})
    void writes_equal_numbers_as_one_text(BigDecimal number, String text) {
        assertThat(PlainJson.text(number)).isEqualTo(text);
    }

    @Test
    void writes_no_endless_number_out() {
        assertThat(PlainJson.text(new BigDecimal("10e999999998"))).isEqualTo("1E+999999999");
        assertThat(PlainJson.text(new BigDecimal("1e-999999999"))).isEqualTo("1E-999999999");
    }

    @Test
    void writes_everything_else_as_it_reads() {
        assertThat(PlainJson.text(null)).isEqualTo("null");
        assertThat(PlainJson.text("a")).isEqualTo("a");
        assertThat(PlainJson.text(true)).isEqualTo("true");
        assertThat(PlainJson.text(List.of("a", false))).isEqualTo("[a, false]");
    }
}
