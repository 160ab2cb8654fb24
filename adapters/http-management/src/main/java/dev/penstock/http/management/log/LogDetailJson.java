package dev.penstock.http.management.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/** A log entry with the heads of its bodies and the way that led to it. */
record LogDetailJson(
        @JsonUnwrapped LogJson entry,
        @JsonInclude(Include.NON_NULL) @Nullable String requestHead,
        @JsonInclude(Include.NON_NULL) @Nullable Boolean requestHeadComplete,
        long requestSize,
        @JsonInclude(Include.NON_NULL) @Nullable String responseHead,
        @JsonInclude(Include.NON_NULL) @Nullable Boolean responseHeadComplete,
        long responseSize,
        @JsonInclude(Include.NON_NULL) @Nullable RouteTakenJson route) {}
