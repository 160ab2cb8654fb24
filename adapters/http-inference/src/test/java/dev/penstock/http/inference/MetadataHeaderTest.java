package dev.penstock.http.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.inference.Metadata.Value.Flag;
import dev.penstock.domain.inference.Metadata.Value.Numeric;
import dev.penstock.domain.inference.Metadata.Value.Text;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataHeaderTest {
    private static Map<String, Metadata.Value> values(String header) {
        return Objects.requireNonNull(MetadataHeader.parse(header)).values();
    }

    @Nested
    class Keeping {
        @Test
        void texts_numbers_and_flags_in_the_order_they_were_sent() {
            assertThat(values("{\"b\":\"text\",\"a\":12,\"d\":true,\"c\":false,\"e\":-1.50}"))
                    .containsExactly(
                            Map.entry("b", new Text("text")),
                            Map.entry("a", new Numeric(new BigDecimal("12"))),
                            Map.entry("d", new Flag(true)),
                            Map.entry("c", new Flag(false)),
                            Map.entry("e", new Numeric(new BigDecimal("-1.50"))));
        }

        @Test
        void numbers_with_their_exponents_written_out() {
            assertThat(values("{\"a\":1e2,\"b\":-2.5E+3,\"c\":1.5e-3}").values().stream()
                            .map(Metadata.Value::text))
                    .containsExactly("100", "-2500", "0.0015");
        }

        @Test
        void a_replacement_for_half_a_character() {
            assertThat(values("{\"a\\ud83c\":\"x\\udf0ay\"}"))
                    .containsExactly(Map.entry("a\ufffd", new Text("x\ufffdy")));
        }

        @Test
        void the_first_five_entries() {
            assertThat(values("{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7}")
                            .keySet())
                    .containsExactly("a", "b", "c", "d", "e");
        }

        @Test
        void none_whose_name_is_reserved() {
            assertThat(values("{\"cf.user_id\":\"u\",\"a\":1,\"cf.x\":2,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"CF.y\":6}")
                            .keySet())
                    .containsExactly("a", "b", "c", "d", "e");
            assertThat(MetadataHeader.parse("{\"cf.user_id\":\"u\"}")).isNull();
        }

        @Test
        void long_values_up_to_a_kibibyte() {
            assertThat(values("{\"a\":\"" + "x".repeat(600) + "\"}").get("a")).isEqualTo(new Text("x".repeat(600)));
            assertThat(values("{\"a\":\"" + "x".repeat(2000) + "\"}").get("a")).isEqualTo(new Text("x".repeat(1024)));
        }

        @Test
        void no_half_of_a_character_where_a_long_value_is_cut() {
            assertThat(values("{\"a\":\"" + "x".repeat(1023) + "\\ud83c\\udf0a\"}")
                            .get("a"))
                    .isEqualTo(new Text("x".repeat(1023)));
        }

        @Test
        void four_kibibytes_in_all() {
            String value = "x".repeat(1000);
            assertThat(values("{\"a\":\"%1$s\",\"b\":\"%1$s\",\"c\":\"%1$s\",\"d\":\"%1$s\",\"e\":\"%1$s\"}"
                                    .formatted(value))
                            .keySet())
                    .containsExactly("a", "b", "c", "d");
        }

        @Test
        void characters_that_were_sent_as_utf_8() {
            String header = new String(
                    "{\"team\":\"Z\u00fcrich \ud83c\udf0a\"}".getBytes(StandardCharsets.UTF_8),
                    StandardCharsets.ISO_8859_1);

            assertThat(values(header).get("team")).isEqualTo(new Text("Z\u00fcrich \ud83c\udf0a"));
        }

        @Test
        void characters_that_were_sent_as_latin_1_or_escaped() {
            assertThat(values("{\"team\":\"Z\u00fcrich\"}").get("team")).isEqualTo(new Text("Z\u00fcrich"));
            assertThat(values("{\"team\":\"Z\\u00fcrich\"}").get("team")).isEqualTo(new Text("Z\u00fcrich"));
        }

        @Test
        void the_last_of_two_values_under_one_name() {
            assertThat(values("{\"a\":1,\"a\":\"two\"}")).containsExactly(Map.entry("a", new Text("two")));
        }
    }

    @Nested
    class Ignoring {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"a\":1,\"b\":null}",
                    "{\"a\":1,\"b\":{}}",
                    "{\"a\":1,\"b\":[]}",
                    "{\"a\":{\"b\":1},\"c\":1}",
                    "{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":null}",
                    "{\"a\":1,\"cf.b\":null}",
                })
        void everything_when_one_value_is_not_plain(String header) {
            assertThat(MetadataHeader.parse(header)).isNull();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "null",
                    "7",
                    "\"text\"",
                    "[]",
                    "[{\"a\":1}]",
                    "{}",
                    "{",
                    "{\"a\":1",
                    "{\"a\":1,}",
                    "{a:1}",
                    "{'a':1}",
                    "{\"a\":NaN}",
                    "{\"a\":01}",
                    "{\"a\":1} {\"b\":2}",
                    "{\"a\":1}x",
                    "not json",
                })
        void what_is_not_one_json_object(String header) {
            assertThat(MetadataHeader.parse(header)).isNull();
        }

        @Test
        void numbers_beyond_what_javascript_knows() {
            assertThat(MetadataHeader.parse("{\"a\":1e309}")).isNull();
            assertThat(MetadataHeader.parse("{\"a\":1e99999999}")).isNull();
            assertThat(MetadataHeader.parse("{\"a\":1e-99999999}")).isNull();
        }

        @Test
        void numbers_with_more_digits_than_anybody_means() {
            assertThat(MetadataHeader.parse("{\"a\":" + "9".repeat(5000) + "}")).isNull();
        }
    }
}
