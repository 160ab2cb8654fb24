package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The tokens of a chat completion; what was read from or written to a cache is part of the input, what was thought part of the
 * output.
 */
record ChatUsage(long input, long output, long cacheRead, long cacheWrite, long thought, long total) {
    static ChatUsage of(JsonNode usage) {
        JsonNode inputs = usage.path("prompt_tokens_details");
        long input = count(usage.path("prompt_tokens"));
        long output = count(usage.path("completion_tokens"));
        JsonNode total = usage.path("total_tokens");
        return new ChatUsage(
                input,
                output,
                count(inputs.path("cached_tokens")),
                count(inputs.path("cache_write_tokens")),
                count(usage.path("completion_tokens_details").path("reasoning_tokens")),
                total.isIntegralNumber() ? count(total) : input + output);
    }

    private static long count(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong() ? Math.max(0, number.longValue()) : 0;
    }
}
