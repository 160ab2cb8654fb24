package dev.penstock.domain.inference;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model's tokens cost: the usual rates, and those that hold for a whole request once its prompt is longer than a threshold.
 *
 * @param mostOutputTokens how many tokens the model generates at most for one answer; null when nobody knows
 * @param prefill whether the model goes on from a beginning of its answer that it is given
 */
public record Price(Rates rates, List<Tier> tiers, @Nullable Long mostOutputTokens, boolean prefill) {
    public Price {
        if (mostOutputTokens != null && mostOutputTokens < 0) {
            throw new IllegalArgumentException("token counts are not negative");
        }
        tiers = tiers.stream()
                .sorted(Comparator.comparingLong(Tier::abovePromptTokens).reversed())
                .toList();
    }

    public Price(Rates rates, List<Tier> tiers, @Nullable Long mostOutputTokens) {
        this(rates, tiers, mostOutputTokens, false);
    }

    public Price(Rates rates, List<Tier> tiers) {
        this(rates, tiers, null, false);
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

        private Cost most(long prompt, long output) {
            BigDecimal dearest = input;
            if (cacheRead != null) {
                dearest = dearest.max(cacheRead);
            }
            if (cacheWrite != null) {
                dearest = dearest.max(cacheWrite);
            }
            return new Cost(times(dearest, prompt).add(times(output(), output)));
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

    /** The most that a request of up to so many tokens can cost, whichever of them a cache has a part in. */
    public Cost most(long promptTokens, long outputTokens) {
        Cost most = rates.most(promptTokens, outputTokens);
        for (Tier tier : tiers) {
            Cost cost = tier.rates.most(promptTokens, outputTokens);
            if (promptTokens > tier.abovePromptTokens && cost.usd().compareTo(most.usd()) > 0) {
                most = cost;
            }
        }
        return most;
    }
}
