package dev.penstock.domain.spend;

import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.Price;
import org.jspecify.annotations.Nullable;

/** How a request that has not been sent yet will be priced, wherever its price comes from. */
@FunctionalInterface
public interface PriceOf {
    /** The most that so many tokens can cost; null when there is no price. */
    @Nullable
    Cost most(long promptTokens, long outputTokens);

    /** How many tokens the model generates at most for one answer; null when nobody knows. */
    default @Nullable Long mostOutputTokens() {
        return null;
    }

    /** By a price of tokens; null when there is none. */
    static PriceOf of(@Nullable Price price) {
        return new PriceOf() {
            @Override
            public @Nullable Cost most(long promptTokens, long outputTokens) {
                return price == null ? null : price.most(promptTokens, outputTokens);
            }

            @Override
            public @Nullable Long mostOutputTokens() {
                return price == null ? null : price.mostOutputTokens();
            }
        };
    }

    /** The same for every request. */
    static PriceOf flat(Cost total) {
        return (promptTokens, outputTokens) -> total;
    }
}
