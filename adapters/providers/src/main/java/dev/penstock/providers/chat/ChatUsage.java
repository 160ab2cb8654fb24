package dev.penstock.providers.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The tokens of a chat completion; what was read from or written to a cache is part of the input, what was thought part of the
 * output.
 */
public record ChatUsage(long input, long output, long cacheRead, long cacheWrite, long thought, long total) {
    public static final ChatUsage NONE = new ChatUsage(0, 0, 0, 0, 0, 0);

    /** As chat completions tell it. */
    public static ChatUsage of(JsonNode usage) {
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

    /** Of a provider that counts cached tokens beside the input; a count that is missing is none. */
    public static ChatUsage apart(JsonNode input, JsonNode read, JsonNode written, JsonNode output) {
        long all = count(input) + count(read) + count(written);
        return new ChatUsage(all, count(output), count(read), count(written), 0, all + count(output));
    }

    private static long count(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong() ? Math.max(0, number.longValue()) : 0;
    }

    /** As chat completions tell it. */
    public ObjectNode json() {
        ObjectNode usage = Json.object()
                .put("prompt_tokens", input)
                .put("completion_tokens", output)
                .put("total_tokens", total);
        ObjectNode inputs = usage.putObject("prompt_tokens_details").put("cached_tokens", cacheRead);
        if (cacheWrite > 0) {
            inputs.put("cache_write_tokens", cacheWrite);
        }
        return usage;
    }
}
