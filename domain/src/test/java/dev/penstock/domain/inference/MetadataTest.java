package dev.penstock.domain.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.inference.Metadata.Value.Numeric;
import dev.penstock.domain.inference.Metadata.Value.Text;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {
    @ParameterizedTest
    @CsvSource({
        "1e2, 100",
        "-2.5E+3, -2500",
        "1.50, 1.50",
        "1E-3, 0.001",
        "0, 0",
        "12345678901234567890, 12345678901234567890"
    })
    void writes_numbers_out(String sent, String shown) {
        Numeric number = new Numeric(new BigDecimal(sent));

        assertThat(number.text()).isEqualTo(shown);
        assertThat(new Numeric(new BigDecimal(number.text()))).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+309", "1E-309", "1E+2147483647", "1E-2147483647", "0E+400"})
    void knows_numbers_that_nobody_can_read(String sent) {
        assertThat(Numeric.isFinite(new BigDecimal(sent))).isFalse();
        assertThat(new Numeric(new BigDecimal(sent)).text()).hasSizeLessThan(20);
    }

    @ParameterizedTest
    @CsvSource({
        "'\ud83c', '\ufffd'",
        "'\udf0a', '\ufffd'",
        "'a\ud83c', 'a\ufffd'",
        "'\ud83cb\udf0a', '\ufffdb\ufffd'",
        "'\ud83c\ud83c\udf0a', '\ufffd\ud83c\udf0a'",
    })
    void replaces_halves_of_characters(String sent, String kept) {
        Metadata metadata = new Metadata(Map.of(sent, new Text(sent)));

        assertThat(metadata.values()).containsExactly(Map.entry(kept, new Text(kept)));
        assertThat(new Text(sent).text()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\ud83c\udf0a", "x\ud83c\udf0ay\ud83c\udf0a", "\uffff\u0000"})
    void leaves_whole_characters_alone(String text) {
        assertThat(WellFormed.text(text)).isSameAs(text);
    }

    @Test
    void knows_reserved_names() {
        assertThat(Metadata.isReserved("cf.user")).isTrue();
        assertThat(Metadata.isReserved("CF.user")).isFalse();
    }
}
