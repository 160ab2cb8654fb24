package dev.penstock.storage.sql;

import dev.penstock.domain.inference.Door;
import dev.penstock.domain.log.LogEntry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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

    private static final Map<Door, String> DOORS = words(Door.class);
    private static final Map<LogEntry.Ending, String> ENDINGS = words(LogEntry.Ending.class);

    private static <E extends Enum<E>> Map<E, String> words(Class<E> choices) {
        Map<E, String> words = new EnumMap<>(choices);
        for (E choice : choices.getEnumConstants()) {
            words.put(choice, choice.name().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    private static <E extends Enum<E>> String word(Map<E, String> words, E choice) {
        return Objects.requireNonNull(words.get(choice));
    }

    static FacetRow of(LogEntry entry) {
        LogEntry.Call call = entry.call();
        LogEntry.Outcome outcome = entry.outcome();
        return new FacetRow(
                call.provider().slug(),
                call.model(),
                call.modelType(),
                word(DOORS, call.door()),
                call.step(),
                outcome.status(),
                outcome.success(),
                outcome.cached(),
                word(ENDINGS, outcome.ending()),
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
