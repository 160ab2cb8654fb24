package dev.penstock.domain.inference;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a model's tokens cost: the usual rates, and those that hold for a whole request once its prompt is longer than a threshold. */
public record Price(Rates rates, List<Tier> tiers) {
    public Price {
        tiers = tiers.stream()
                .sorted(Comparator.comparingLong(Tier::abovePromptTokens).reversed())
                .toList();
    }

    /** US dollars per token. A missing cache rate means that such tokens cost as much as any other of the prompt. */
    public record Rates(
            BigDecimal input,
            BigDecimal output,
            @Nullable BigDecimal cacheRead,
            @Nullable BigDecimal cacheWrite) {
        Cost cost(TokenUsage usage) {
            BigDecimal sum = times(input, usage.freshInput()).add(times(output, usage.output()));
            if (usage.cacheRead() > 0) {
                sum = sum.add(times(cacheRead == null ? input : cacheRead, usage.cacheRead()));
            }
            if (usage.cacheWrite() > 0) {
                sum = sum.add(times(cacheWrite == null ? input : cacheWrite, usage.cacheWrite()));
            }
            return new Cost(sum);
        }

        private static BigDecimal times(BigDecimal rate, long tokens) {
            return rate.multiply(BigDecimal.valueOf(tokens));
        }
    }

    /** Rates for prompts of more than so many tokens. */
    public record Tier(long abovePromptTokens, Rates rates) {}

    public Cost cost(TokenUsage usage) {
        for (Tier tier : tiers) {
            if (usage.prompt() > tier.abovePromptTokens) {
                return tier.rates.cost(usage);
            }
        }
        return rates.cost(usage);
    }
}
