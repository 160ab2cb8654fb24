package dev.penstock.http.management.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A log entry as it is shown. Token counts may be null; what else is not known is left out. */
record LogJson(
        String id,
        String createdAt,
        String provider,
        String model,
        @JsonInclude(Include.NON_NULL) @Nullable String modelType,
        String path,
        String requestType,
        @JsonInclude(Include.NON_NULL) @Nullable String requestContentType,
        @JsonInclude(Include.NON_NULL) @Nullable String responseContentType,
        int statusCode,
        boolean success,
        boolean cached,
        long duration,
        int step,
        @Nullable Long tokensIn,
        @Nullable Long tokensOut,
        @JsonInclude(Include.NON_NULL) @Nullable BigDecimal cost,
        boolean customCost,
        @JsonInclude(Include.NON_NULL) @Nullable String metadata,
        @JsonInclude(Include.NON_NULL) @Nullable Double feedback,
        @JsonInclude(Include.NON_NULL) @Nullable Double score,
        String eventId,
        boolean authentication,
        @JsonInclude(Include.NON_NULL) @Nullable String userAgent,
        @JsonInclude(Include.NON_NULL) @Nullable UsageJson usageMetadata,
        String outcome,
        @JsonInclude(Include.NON_NULL) @Nullable String cause) {
    /** Token counts in full. */
    record UsageJson(
            long inputTokens,
            long outputTokens,
            long totalTokens,
            long inputCachedTokens,
            long inputCacheWriteTokens) {}
}
