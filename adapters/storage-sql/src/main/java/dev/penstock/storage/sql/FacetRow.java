package dev.penstock.storage.sql;

import dev.penstock.domain.log.LogEntry;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** What many entries have in common. */
record FacetRow(
        String provider,
        @Nullable String model,
        @Nullable String modelType,
        String requestType,
        int step,
        int status,
        boolean success,
        boolean cached,
        String ending,
        boolean authenticated,
        @Nullable String userAgent,
        @Nullable String responseContentType) {

    static FacetRow of(LogEntry entry) {
        LogEntry.Call call = entry.call();
        LogEntry.Outcome outcome = entry.outcome();
        return new FacetRow(
                call.provider().slug(),
                call.model(),
                call.modelType(),
                call.door().name().toLowerCase(Locale.ROOT),
                call.step(),
                outcome.status(),
                outcome.success(),
                outcome.cached(),
                outcome.ending().name().toLowerCase(Locale.ROOT),
                entry.caller().authenticated(),
                entry.caller().userAgent(),
                entry.content().responseType());
    }

    static FacetRow of(Record row) {
        return new FacetRow(
                row.get(FacetTable.PROVIDER),
                row.get(FacetTable.MODEL),
                row.get(FacetTable.MODEL_TYPE),
                row.get(FacetTable.REQUEST_TYPE),
                row.get(FacetTable.STEP),
                row.get(FacetTable.STATUS),
                row.get(FacetTable.SUCCESS),
                row.get(FacetTable.CACHED),
                row.get(FacetTable.ENDING),
                row.get(FacetTable.AUTHENTICATED),
                row.get(FacetTable.USER_AGENT),
                row.get(FacetTable.RESPONSE_CONTENT_TYPE));
    }

    /** In the order of {@link FacetTable#SHARED}. */
    List<@Nullable Object> values() {
        return Arrays.asList(
                provider,
                model,
                modelType,
                requestType,
                step,
                status,
                success,
                cached,
                ending,
                authenticated,
                userAgent,
                responseContentType);
    }
}
