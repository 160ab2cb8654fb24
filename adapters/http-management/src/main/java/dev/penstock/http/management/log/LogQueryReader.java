package dev.penstock.http.management.log;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.domain.log.LogFilter;
import dev.penstock.domain.log.LogFilterDraft;
import dev.penstock.domain.log.LogPurge;
import dev.penstock.domain.log.LogQuery;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import dev.penstock.http.management.edge.Call;
import dev.penstock.http.management.edge.Findings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads which log entries a query string asks for. */
final class LogQueryReader {
    private static final Path FILTERS = Path.of("filters");

    private LogQueryReader() {}

    static LogPurge purge(Call call) {
        List<LogFilter> filters = filters(call);
        boolean descending = call.text("order_by_direction").map("desc"::equals).orElse(false);
        int limit = call.number("limit").map(BigDecimal::intValue).orElse(LogPurge.MOST);
        return new LogPurge(
                call.gateway("gateway_id"), filters, new LogQuery.Order(orderField(call), descending), limit);
    }

    static LogQuery read(Call call) {
        List<LogFilter> filters = filters(call);
        filters.addAll(OlderFilters.read(call));
        return new LogQuery(
                call.gateway("gateway_id"),
                filters,
                call.text("search").filter(text -> !text.isEmpty()).orElse(null),
                order(call),
                call.page());
    }

    /** Filters that the document finds wrong are left to it; the domain looks at all others. */
    private static List<LogFilter> filters(Call call) {
        List<LogFilter> filters = new ArrayList<>();
        JsonNode sent = call.query().get("filters");
        if (sent == null || !sent.isArray()) {
            return filters;
        }
        Violations violations = new Violations();
        for (int i = 0; i < sent.size(); i++) {
            if (!call.findings().touch(Findings.QUERY.key("filters").index(i))) {
                draft(sent.get(i)).check(FILTERS.index(i), violations).ifPresent(filters::add);
            }
        }
        call.findings().addUncovered(Findings.QUERY, violations.all());
        return filters;
    }

    private static LogFilterDraft draft(JsonNode filter) {
        List<@Nullable Object> values = new ArrayList<>();
        filter.path("value").forEach(value -> values.add(plain(value)));
        return new LogFilterDraft(
                filter.path("key").asText(), filter.path("operator").asText(), values);
    }

    static @Nullable Object plain(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (value.isNumber()) {
            return value.decimalValue();
        }
        return value.isBoolean() ? (Object) value.asBoolean() : value.asText();
    }

    private static LogQuery.Order order(Call call) {
        Optional<String> direction = call.text("order_by_direction").or(() -> call.text("direction"));
        return new LogQuery.Order(
                orderField(call), direction.map("desc"::equals).orElse(true));
    }

    private static LogQuery.Field orderField(Call call) {
        return LogQuery.Field.valueOf(call.text("order_by").orElse("created_at").toUpperCase(Locale.ROOT));
    }
}
