package dev.penstock.domain.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.log.LogFilter.Operator;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogFilterDraftTest {
    private final Violations violations = new Violations();

    @Test
    void reads_text_as_the_kind_of_its_field() {
        assertThat(read("cost", "gt", "1.5")).isEqualTo(new LogFilter(LogField.COST, Operator.GT, List.of(1.5)));
        assertThat(read("success", "eq", "true"))
                .isEqualTo(new LogFilter(LogField.SUCCESS, Operator.EQ, List.of(true)));
        assertThat(read("cached", "neq", "0")).isEqualTo(new LogFilter(LogField.CACHED, Operator.NEQ, List.of(false)));
        assertThat(read("created_at", "lt", "2026-11-21T12:00:00+01:00"))
                .isEqualTo(new LogFilter(LogField.CREATED_AT, Operator.LT, List.of(1_795_258_800_000L)));
        assertThat(read("model", "contains", "gpt"))
                .isEqualTo(new LogFilter(LogField.MODEL, Operator.CONTAINS, List.of("gpt")));
    }

    @Test
    void reads_json_values_and_null() {
        assertThat(read("tokens", "eq", new BigDecimal("12")))
                .isEqualTo(new LogFilter(LogField.TOKENS, Operator.EQ, List.of(12.0)));
        assertThat(read("cached", "eq", new BigDecimal("1")))
                .isEqualTo(new LogFilter(LogField.CACHED, Operator.EQ, List.of(true)));
        assertThat(read("created_at", "gt", new BigDecimal("5")))
                .isEqualTo(new LogFilter(LogField.CREATED_AT, Operator.GT, List.of(5L)));
        assertThat(read("model", "eq", new BigDecimal("4")).values()).containsExactly("4");
        LogFilter none = read("model", "eq", null);
        assertThat(none.values()).containsExactly((Object) null);
    }

    @Test
    void reads_epoch_milliseconds_from_a_query_string_too() {
        assertThat(read("created_at", "gt", "1795258800000"))
                .isEqualTo(new LogFilter(LogField.CREATED_AT, Operator.GT, List.of(1_795_258_800_000L)));
    }

    @Test
    void tells_everything_that_is_wrong_and_where() {
        List<@Nullable Object> values = new ArrayList<>(List.of("1", "many", true));

        assertThat(new LogFilterDraft("cost", "like", values)
                        .check(Path.of("filters").index(0), violations))
                .isEmpty();

        assertThat(violations.all())
                .extracting(violation -> violation.path() + ": " + violation.message())
                .containsExactlyInAnyOrder(
                        "filters[0].operator: Invalid enum value. Expected 'eq' | 'neq' | 'contains' | 'lt' | 'gt', received 'like'",
                        "filters[0].value[1]: Expected number",
                        "filters[0].value[2]: Expected number");
    }

    @Test
    void needs_all_three_parts() {
        assertThat(new LogFilterDraft(null, null, null).check(Path.root(), violations))
                .isEmpty();

        assertThat(violations.all())
                .extracting(violation -> violation.path().toString())
                .containsExactlyInAnyOrder("key", "operator", "value");
    }

    @Test
    void names_the_known_keys_when_it_does_not_know_one() {
        new LogFilterDraft("colour", "eq", new ArrayList<>()).check(Path.root(), violations);

        assertThat(violations.all())
                .singleElement()
                .satisfies(violation -> assertThat(violation.message())
                        .contains("'metadata.key'")
                        .endsWith("received 'colour'"));
    }

    @Test
    void refuses_numbers_of_absurd_size_without_trying_them() {
        assertThat(read("cost", "lt", "1e999999999").values()).containsExactly(Double.POSITIVE_INFINITY);
    }

    private LogFilter read(String key, String operator, @Nullable Object value) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(value);
        Optional<LogFilter> filter = new LogFilterDraft(key, operator, values).check(Path.root(), violations);
        assertThat(violations.all()).isEmpty();
        return filter.orElseThrow();
    }
}
