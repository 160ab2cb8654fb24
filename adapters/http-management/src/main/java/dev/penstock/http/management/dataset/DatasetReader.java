package dev.penstock.http.management.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.domain.dataset.DatasetDraft;
import dev.penstock.domain.dataset.DatasetFilterDraft;
import dev.penstock.domain.validation.Path;
import dev.penstock.http.management.edge.Call;
import dev.penstock.http.management.edge.Findings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a dataset from a body. Filters that the document finds wrong are left to it; the domain looks at all others. */
final class DatasetReader {
    private static final Path FILTERS = Findings.BODY.key("filters");

    private DatasetReader() {}

    static DatasetDraft read(Call call) {
        ObjectNode body = call.readableBody();
        JsonNode name = body.get("name");
        JsonNode enable = body.get("enable");
        DatasetDraft draft = new DatasetDraft(
                name == null ? null : name.asText(), enable == null ? null : enable.asBoolean(), filters(call));
        if (call.findings().any()) {
            call.findings().addUncovered(Findings.BODY, draft.violations());
            call.findings().refuse();
        }
        return draft;
    }

    private static @Nullable List<@Nullable DatasetFilterDraft> filters(Call call) {
        JsonNode sent = call.body().get("filters");
        if (sent == null || !sent.isArray()) {
            return null;
        }
        List<@Nullable DatasetFilterDraft> filters = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            filters.add(call.findings().touch(FILTERS.index(i)) ? null : filter(sent.get(i)));
        }
        return filters;
    }

    private static DatasetFilterDraft filter(JsonNode filter) {
        List<@Nullable Object> values = new ArrayList<>();
        filter.path("value").forEach(value -> values.add(plain(value)));
        return new DatasetFilterDraft(
                filter.path("key").asText(), filter.path("operator").asText(), values);
    }

    private static Object plain(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue();
        }
        return value.isBoolean() ? (Object) value.asBoolean() : value.asText();
    }
}
