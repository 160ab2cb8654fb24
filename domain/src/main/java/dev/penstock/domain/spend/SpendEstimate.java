package dev.penstock.domain.spend;

import dev.penstock.domain.inference.Cost;
import org.jspecify.annotations.Nullable;

/**
 * The most a request can cost, told before it is sent. The prompt is a guess from the length of its body: a token for every three
 * bytes, and some for what providers add. Usual prose and code take four bytes or more, JSON around them counts too, so the guess
 * is high. It is low where single tokens stand for fewer bytes (rare scripts, long rows of digits), and where the prompt is not
 * in the body: images and files by address, earlier turns that the provider keeps.
 */
public final class SpendEstimate {
    private static final long BYTES_OF_A_TOKEN = 3;
    private static final long ADDED_TOKENS = 500;
    private static final long USUAL_OUTPUT_TOKENS = 4096;
    /** Of tokens and of answers: beyond that a wish is a mistake, and their product must be a number too. */
    private static final long MOST_ASKED = 1_000_000_000;

    private SpendEstimate() {}

    /**
     * What a request asks for.
     *
     * @param maxTokens for one answer; null when it does not say
     * @param choices how many answers it wants
     */
    public record Asked(long bodyBytes, @Nullable Long maxTokens, long choices) {
        public Asked {
            if (bodyBytes < 0) {
                throw new IllegalArgumentException("a body is no shorter than nothing");
            }
        }
    }

    /** Null when the request has no price, and then nobody can tell. */
    public static @Nullable Cost most(Asked asked, PriceOf price) {
        long prompt = Math.ceilDiv(asked.bodyBytes, BYTES_OF_A_TOKEN) + ADDED_TOKENS;
        long output = Math.clamp(answerTokens(asked, price), 0, MOST_ASKED);
        return price.most(prompt, output * Math.clamp(asked.choices, 1, MOST_ASKED));
    }

    private static long answerTokens(Asked asked, PriceOf price) {
        if (asked.maxTokens != null) {
            return asked.maxTokens;
        }
        Long most = price.mostOutputTokens();
        return most == null ? USUAL_OUTPUT_TOKENS : most;
    }
}
