package dev.penstock.http.management.log;

import dev.penstock.domain.log.LogField;
import dev.penstock.domain.log.LogFilter;
import dev.penstock.http.management.edge.Call;
import dev.penstock.http.management.edge.Findings;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The single-purpose parameters that came before filters. They are deprecated, and live. Ranges include their ends, which
 * filters cannot say: they ask for more than the number just below, or less than the one just above.
 */
final class OlderFilters {
    private static final Map<String, LogField> RANGES = Map.of(
            "cost", LogField.COST,
            "tokens_in", LogField.TOKENS_IN,
            "tokens_out", LogField.TOKENS_OUT,
            "total_tokens", LogField.TOKENS,
            "duration", LogField.DURATION);
    private static final List<LogField> FLAGS = List.of(LogField.SUCCESS, LogField.CACHED);
    private static final List<LogField> TEXTS = List.of(
            LogField.MODEL,
            LogField.MODEL_TYPE,
            LogField.PROVIDER,
            LogField.REQUEST_CONTENT_TYPE,
            LogField.RESPONSE_CONTENT_TYPE);

    private final Call call;
    private final List<LogFilter> filters = new ArrayList<>();

    private OlderFilters(Call call) {
        this.call = call;
    }

    static List<LogFilter> read(Call call) {
        OlderFilters older = new OlderFilters(call);
        older.dates();
        RANGES.forEach(older::range);
        call.number("feedback")
                .ifPresent(value -> older.add(LogField.FEEDBACK, LogFilter.Operator.EQ, value.doubleValue()));
        FLAGS.forEach(field ->
                call.flag(field.wireName()).ifPresent(value -> older.add(field, LogFilter.Operator.EQ, value)));
        TEXTS.forEach(field ->
                call.text(field.wireName()).ifPresent(value -> older.add(field, LogFilter.Operator.EQ, value)));
        return older.filters;
    }

    private void dates() {
        millis("start_date").ifPresent(start -> add(LogField.CREATED_AT, LogFilter.Operator.GT, start - 1));
        millis("end_date").ifPresent(end -> add(LogField.CREATED_AT, LogFilter.Operator.LT, end + 1));
    }

    private Optional<Long> millis(String name) {
        try {
            return call.text(name)
                    .map(text -> OffsetDateTime.parse(text).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            // Leap seconds are a date-time to the document, and to nobody's clock.
            call.findings().add(Findings.QUERY.key(name), "Invalid datetime");
            return Optional.empty();
        }
    }

    private void range(String name, LogField field) {
        call.number("min_" + name)
                .map(BigDecimal::doubleValue)
                .ifPresent(least -> add(field, LogFilter.Operator.GT, Math.nextDown(least)));
        call.number("max_" + name)
                .map(BigDecimal::doubleValue)
                .ifPresent(most -> add(field, LogFilter.Operator.LT, Math.nextUp(most)));
    }

    private void add(LogField field, LogFilter.Operator operator, Object value) {
        filters.add(new LogFilter(field, operator, List.of(value)));
    }
}
