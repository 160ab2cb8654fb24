package dev.penstock.domain.inference;

/**
 * The tokens that a provider says an answer took.
 *
 * @param input prompt tokens, as the provider reports them
 * @param output generated tokens, hidden reasoning included
 * @param cacheRead prompt tokens that the provider read from its prompt cache
 * @param cacheWrite prompt tokens that it wrote there
 * @param cacheWithinInput whether {@code input} counts the cached tokens too (OpenAI, Gemini) or not (Anthropic)
 */
public record TokenUsage(long input, long output, long cacheRead, long cacheWrite, boolean cacheWithinInput) {
    public TokenUsage {
        if (input < 0 || output < 0 || cacheRead < 0 || cacheWrite < 0) {
            throw new IllegalArgumentException("token counts are not negative");
        }
    }

    public static TokenUsage of(long input, long output) {
        return new TokenUsage(input, output, 0, 0, true);
    }

    /** Both together. */
    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(
                input + other.input,
                output + other.output,
                cacheRead + other.cacheRead,
                cacheWrite + other.cacheWrite,
                cacheWithinInput);
    }

    /** Prompt tokens that no cache had a part in. */
    public long freshInput() {
        return cacheWithinInput ? Math.max(0, input - cacheRead - cacheWrite) : input;
    }

    /** The whole prompt: the figure that long-prompt prices go by. */
    public long prompt() {
        return cacheWithinInput ? input : input + cacheRead + cacheWrite;
    }
}
