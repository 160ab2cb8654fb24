package dev.penstock.providers.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The usage of an answer in OpenAI's words.
 *
 * @param prompt all tokens of the prompt, those that a cache had a part in included
 * @param cached those of them that were read from a cache
 */
record ChatUsage(long prompt, long completion, long cached) {
    /** Of a provider that counts cached tokens beside the input; a count that is missing is none. */
    static ChatUsage apart(JsonNode input, JsonNode read, JsonNode written, JsonNode output) {
        long cached = count(read);
        return new ChatUsage(count(input) + cached + count(written), count(output), cached);
    }

    private static long count(JsonNode node) {
        return node.isIntegralNumber() ? Math.max(0, node.asLong()) : 0;
    }

    ObjectNode json() {
        ObjectNode usage = Json.object()
                .put("prompt_tokens", prompt)
                .put("completion_tokens", completion)
                .put("total_tokens", prompt + completion);
        usage.putObject("prompt_tokens_details").put("cached_tokens", cached);
        return usage;
    }
}
