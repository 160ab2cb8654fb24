package dev.penstock.domain.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.log.LogField;
import dev.penstock.domain.log.LogFilter;
import dev.penstock.domain.validation.Validated;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetTest {
    private static final DatasetKey KEY =
            new DatasetKey(new GatewayAddress(new AccountId("a"), new GatewayId("g")), new DatasetId(new UUID(1, 2)));
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void keeps_values_as_they_were_sent_and_knows_what_they_mean() {
        Dataset dataset = valid(define("a", filter("success", "eq", "true", false, BigDecimal.ONE)));

        DatasetFilter filter = dataset.filters().get(0);
        assertThat(filter.sent()).containsExactly("true", false, BigDecimal.ONE);
        assertThat(filter.meaning())
                .isEqualTo(new LogFilter(LogField.SUCCESS, LogFilter.Operator.EQ, List.of(true, false, true)));
        assertThat(filter.key()).isEqualTo("success");
        assertThat(filter.operator()).isEqualTo("eq");
    }

    @Test
    void knows_the_thirteen_keys_of_the_contract_and_no_others() {
        assertThat(Arrays.stream(DatasetField.values()).map(DatasetField::wireName))
                .containsExactly(
                        "created_at",
                        "request_content_type",
                        "response_content_type",
                        "success",
                        "cached",
                        "provider",
                        "model",
                        "cost",
                        "tokens",
                        "tokens_in",
                        "tokens_out",
                        "duration",
                        "feedback");
        assertThat(wrong(define("a", filter("event_id", "eq", "x"))))
                .singleElement()
                .asString()
                .startsWith("filters[0].key Invalid enum value. Expected 'created_at' | ")
                .endsWith("received 'event_id'");
        assertThat(wrong(define("a", filter("model", "neq", "x"))))
                .containsExactly(
                        "filters[0].operator Invalid enum value. Expected 'eq' | 'contains' | 'lt' | 'gt', received 'neq'");
    }

    @Test
    void hears_everything_that_is_wrong_at_once() {
        DatasetDraft draft = new DatasetDraft(
                "",
                null,
                listOf(
                        filter("cost", "eq", "cheap", true, "1"),
                        filter("nothing", "like", "x"),
                        new DatasetFilterDraft(null, null, null),
                        null,
                        filter("cached", "nope", "perhaps", null)));

        assertThat(wrong(Dataset.define(KEY, draft, NOON)))
                .containsExactlyInAnyOrder(
                        "name String must contain at least 1 character(s)",
                        "enable Required",
                        "filters[0].value[0] Expected number",
                        "filters[0].value[1] Expected number",
                        "filters[1].key Invalid enum value. Expected 'created_at' | 'request_content_type' | "
                                + "'response_content_type' | 'success' | 'cached' | 'provider' | 'model' | 'cost' | 'tokens' | "
                                + "'tokens_in' | 'tokens_out' | 'duration' | 'feedback', received 'nothing'",
                        "filters[1].operator Invalid enum value. Expected 'eq' | 'contains' | 'lt' | 'gt', received 'like'",
                        "filters[2].key Required",
                        "filters[2].operator Required",
                        "filters[2].value Required",
                        "filters[3] Required",
                        "filters[4].operator Invalid enum value. Expected 'eq' | 'contains' | 'lt' | 'gt', received 'nope'",
                        "filters[4].value[0] Expected boolean",
                        "filters[4].value[1] Invalid input");
        assertThat(draft.violations()).hasSize(13);
    }

    @Test
    void bounds_everything() {
        List<@Nullable Object> many = new ArrayList<>(Collections.nCopies(51, "x"));
        List<@Nullable DatasetFilterDraft> filters = new ArrayList<>(Collections.nCopies(21, filter("model", "eq")));

        assertThat(wrong(define("n".repeat(257)))).containsExactly("name String must contain at most 256 character(s)");
        assertThat(wrong(Dataset.define(KEY, new DatasetDraft("a", true, filters), NOON)))
                .containsExactly("filters Array must contain at most 20 element(s)");
        assertThat(wrong(define("a", new DatasetFilterDraft("model", "eq", many))))
                .containsExactly("filters[0].value Array must contain at most 50 element(s)");
        assertThat(wrong(define("a", filter("model", "eq", "x".repeat(257)))))
                .containsExactly("filters[0].value[0] String must contain at most 256 character(s)");
        assertThat(wrong(define("a", filter("cost", "eq", new BigDecimal("1E+309")))))
                .containsExactly("filters[0].value[0] Number must be finite");
        assertThat(wrong(define("a", filter("cost", "eq", new BigDecimal("1E+2000000000")))))
                .containsExactly("filters[0].value[0] Number must be finite");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "\u0000", "half \ud83d of a smile", "\u007f"})
    void refuses_names_that_are_not_one_line_of_whole_characters(String name) {
        assertThat(wrong(define(name))).containsExactly("name Invalid");
    }

    @Test
    void refuses_half_characters_in_values_and_takes_whole_ones() {
        assertThat(wrong(define("a", filter("model", "eq", "\ud83d")))).containsExactly("filters[0].value[0] Invalid");
        assertThat(valid(define("😀", filter("model", "eq", "😀"))).name()).isEqualTo("😀");
    }

    @Test
    void refuses_times_that_no_log_can_have() {
        assertThat(wrong(define("a", filter("created_at", "lt", "+999999999-12-31T23:59:59Z", "yesterday"))))
                .containsExactly("filters[0].value[0] Expected date-time", "filters[0].value[1] Expected date-time");
    }

    @Test
    void writes_its_filters_as_json() {
        Dataset dataset = valid(define(
                "a",
                filter("model", "contains", "a\"\\\n\r\t\u0001é😀"),
                filter("cost", "gt", new BigDecimal("1E+3"), new BigDecimal("0.10"), "5"),
                filter("model", "eq", true)));

        assertThat(dataset.filterText())
                .isEqualTo(
                        "[{\"key\":\"model\",\"operator\":\"contains\",\"value\":[\"a\\\"\\\\\\n\\r\\t\\u0001é😀\"]},"
                                + "{\"key\":\"cost\",\"operator\":\"gt\",\"value\":[1000,0.10,\"5\"]},"
                                + "{\"key\":\"model\",\"operator\":\"eq\",\"value\":[true]}]");
    }

    @Test
    void moves_only_its_time_of_modification_when_it_is_redefined() {
        Dataset dataset = valid(define("a", filter("model", "eq", "x")));

        Dataset next = valid(dataset.redefine(new DatasetDraft("b", false, listOf()), NOON.plusSeconds(5)));

        assertThat(next).isEqualTo(new Dataset(KEY, "b", false, List.of(), NOON, NOON.plusSeconds(5)));
        assertThat(valid(dataset.redefine(new DatasetDraft("b", false, listOf()), NOON.minusSeconds(5)))
                        .modifiedAt())
                .isEqualTo(NOON);
    }

    @Test
    void reads_ids_as_they_are_written_only() {
        assertThat(DatasetId.parse(KEY.id().toString())).contains(KEY.id());
        assertThat(DatasetId.parse("1-2-3-4-5")).isEmpty();
        assertThat(DatasetId.parse("CACC69DB-0E10-437E-898E-6255149A94E1")).isEmpty();
        assertThat(DatasetId.parse("")).isEmpty();
    }

    @Test
    void is_not_made_with_what_the_contract_does_not_know() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DatasetFilter(
                        new LogFilter(LogField.MODEL, LogFilter.Operator.NEQ, List.of("x")), List.of("x")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DatasetFilter(
                        new LogFilter(LogField.EVENT_ID, LogFilter.Operator.EQ, List.of("x")), List.of("x")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DatasetFilter(
                        new LogFilter(LogField.MODEL, LogFilter.Operator.EQ, List.of("x")), List.of()));
    }

    private static DatasetFilterDraft filter(String key, String operator, @Nullable Object... values) {
        List<@Nullable Object> sent = new ArrayList<>();
        Collections.addAll(sent, values);
        return new DatasetFilterDraft(key, operator, sent);
    }

    private static List<@Nullable DatasetFilterDraft> listOf(@Nullable DatasetFilterDraft... filters) {
        List<@Nullable DatasetFilterDraft> list = new ArrayList<>();
        Collections.addAll(list, filters);
        return list;
    }

    private static Validated<Dataset> define(String name, DatasetFilterDraft... filters) {
        return Dataset.define(KEY, new DatasetDraft(name, true, listOf(filters)), NOON);
    }

    private static Dataset valid(Validated<Dataset> outcome) {
        assertThat(outcome).isInstanceOf(Validated.Valid.class);
        return ((Validated.Valid<Dataset>) outcome).value();
    }

    private static List<String> wrong(Validated<Dataset> outcome) {
        assertThat(outcome).isInstanceOf(Validated.Invalid.class);
        return ((Validated.Invalid<Dataset>) outcome)
                .violations().stream()
                        .map(violation -> violation.path() + " " + violation.message())
                        .toList();
    }
}
