package dev.penstock.providers;

import dev.penstock.domain.inference.TokenUsage;
import org.jspecify.annotations.Nullable;

/** The counts of a reply's usage report as they are found, under the names that the providers' APIs give them. */
final class UsageCounts {
    private boolean any;
    private long input;
    private long output;
    private long thoughts;
    private long cacheRead;
    private long cacheWrite;
    private boolean cacheApart;

    void count(String name, long value) {
        long tokens = Math.max(0, value);
        switch (name) {
            case "prompt_tokens", "input_tokens", "promptTokenCount", "inputTokens" -> input = found(tokens);
            case "completion_tokens", "output_tokens", "candidatesTokenCount", "outputTokens" -> output = found(tokens);
            // Gemini counts hidden reasoning beside the answer; the others count it within.
            case "thoughtsTokenCount" -> thoughts = found(tokens);
            case "cachedContentTokenCount" -> cacheRead = found(tokens);
            // Anthropic and Bedrock count cached tokens beside the input.
            case "cache_read_input_tokens", "cacheReadInputTokens" -> cacheRead = apart(tokens);
            case "cache_creation_input_tokens", "cacheWriteInputTokens" -> cacheWrite = apart(tokens);
            default -> {}
        }
    }

    void detail(String group, String name, long value) {
        long tokens = Math.max(0, value);
        switch (group) {
            case "prompt_tokens_details", "input_tokens_details", "input_token_details" -> {
                if (name.equals("cached_tokens")) {
                    cacheRead = found(tokens);
                }
            }
            case "billed_units" -> count(name, tokens);
            default -> {}
        }
    }

    private long found(long tokens) {
        any = true;
        return tokens;
    }

    private long apart(long tokens) {
        cacheApart = true;
        return found(tokens);
    }

    /** Null when nothing was counted. */
    @Nullable
    TokenUsage usage() {
        return any ? new TokenUsage(input, output + thoughts, cacheRead, cacheWrite, !cacheApart) : null;
    }
}
