package dev.penstock.http.management.route;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way that a request would take through a version of a route, as it is shown.
 *
 * @param path passages as {@link PassageWriter} writes them, each with more about its element
 */
record ExplanationJson(
        String id, String name, String versionId, boolean active, List<Map<String, Object>> path, EndingJson ending) {
    record ShareJson(String output, BigDecimal percent, String element) {}

    /** How much is left within a limit. */
    @JsonInclude(Include.NON_NULL)
    record LimitJson(
            String limitType,
            BigDecimal limit,
            long window,
            String technique,
            @Nullable String key,
            @Nullable Object value,
            BigDecimal used,
            @Nullable BigDecimal reserved,
            boolean room) {}

    record ModelJson(String provider, String model, long timeout, int retries) {}

    /** What the caller gets. */
    @JsonInclude(Include.NON_NULL)
    record EndingJson(
            String outcome,
            String reason,
            String message,
            @Nullable AnswerJson answer,
            @Nullable AnswerJson failed) {}

    /** A model on the way. */
    record AnswerJson(String element, String provider, String model) {}
}
