package dev.penstock.domain.inference;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a caller says its request costs (observability, section 1.5): so much a token, or so much in all. */
public sealed interface StatedCost {
    /** The cost of an answer with this usage; null where the answer does not report what this cost goes by. */
    @Nullable
    Cost of(@Nullable TokenUsage usage);

    /** The same for every answer. */
    record Total(BigDecimal usd) implements StatedCost {
        public Total {
            requireNotNegative(usd);
        }

        @Override
        public Cost of(@Nullable TokenUsage usage) {
            return new Cost(usd);
        }
    }

    /**
     * US dollars per token.
     *
     * @param cacheRead null: read from the provider's cache, a token costs as much as any other; with both cache rates null,
     *     what the provider says of its cache is ignored
     */
    record PerToken(
            BigDecimal in,
            BigDecimal out,
            @Nullable BigDecimal cacheRead,
            @Nullable BigDecimal cacheWrite) implements StatedCost {
        public PerToken {
            requireNotNegative(in);
            requireNotNegative(out);
            requireNotNegative(cacheRead);
            requireNotNegative(cacheWrite);
        }

        /** The same as a price. */
        public Price.Rates rates() {
            return new Price.Rates(in, out, cacheRead, cacheWrite);
        }

        @Override
        public @Nullable Cost of(@Nullable TokenUsage usage) {
            if (usage == null) {
                return null;
            }
            TokenUsage counted =
                    cacheRead == null && cacheWrite == null ? TokenUsage.of(usage.input(), usage.output()) : usage;
            return rates().cost(counted);
        }
    }

    private static void requireNotNegative(@Nullable BigDecimal amount) {
        if (amount != null && amount.signum() < 0) {
            throw new IllegalArgumentException("a cost is not negative");
        }
    }
}
