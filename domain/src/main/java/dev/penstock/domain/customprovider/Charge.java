package dev.penstock.domain.customprovider;

import static dev.penstock.domain.customprovider.TokenPricing.Kind;

import dev.penstock.domain.inference.Price;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is charged, in US dollars for one token.
 *
 * @param type what is counted; traffic is only priced by {@link #TOKENS}
 * @param tokens rates for single kinds of tokens, which go before the two plain ones
 */
public record Charge(
        String type,
        @Nullable BigDecimal in,
        @Nullable BigDecimal out,
        @Nullable TokenPricing tokens) {
    public static final String TOKENS = "tokens";

    /** The price of a request by this charge; null when it says nothing about prompt or answer. A side it leaves out is free. */
    public @Nullable Price price() {
        BigDecimal input = first(rate(Kind.INPUT_TOKENS), rate(Kind.INPUT_TEXT_TOKENS), in, rate(Kind.TOTAL_TOKENS));
        BigDecimal output = first(rate(Kind.OUTPUT_TOKENS), out, rate(Kind.TOTAL_TOKENS));
        if (!type.equals(TOKENS) || (input == null && output == null)) {
            return null;
        }
        Price.Rates rates = new Price.Rates(
                input == null ? BigDecimal.ZERO : input,
                output == null ? BigDecimal.ZERO : output,
                rate(Kind.INPUT_CACHED_TOKENS),
                rate(Kind.INPUT_CACHE_CREATION_TOKENS));
        return new Price(rates, List.of());
    }

    private @Nullable BigDecimal rate(Kind kind) {
        return tokens == null ? null : tokens.rate(kind);
    }

    private static @Nullable BigDecimal first(@Nullable BigDecimal... rates) {
        for (BigDecimal rate : rates) {
            if (rate != null) {
                return rate;
            }
        }
        return null;
    }
}
