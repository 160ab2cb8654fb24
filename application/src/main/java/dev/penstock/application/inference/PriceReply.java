package dev.penstock.application.inference;

import dev.penstock.domain.customprovider.CustomSlug;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.Metering;
import dev.penstock.domain.inference.Price;
import dev.penstock.domain.inference.PriceBook;
import dev.penstock.domain.inference.RequestFacts;
import dev.penstock.domain.inference.StatedCost;
import dev.penstock.domain.inference.TokenUsage;
import dev.penstock.domain.log.LogEntry.Spend;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.spend.PriceOf;
import dev.penstock.domain.spend.SpendEstimate;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what a reply cost, once it has been read to its end (observability, section 1.5). */
public final class PriceReply {
    private static final int FIRST_FAILURE = 400;
    private static final Spend FROM_CACHE = new Spend(TokenUsage.of(0, 0), Cost.ZERO, false);

    private final PriceBook prices;

    public PriceReply(PriceBook prices) {
        this.prices = prices;
    }

    /** By what the caller stated, else by the known prices; nothing where no provider was called. */
    Spend of(Exchange exchange, InferenceReply reply) {
        if (reply.origin().cached()) {
            return FROM_CACHE;
        }
        Metering metering = reply.meter().read();
        TokenUsage usage = metering.usage();
        StatedCost stated = exchange.request().options().log().customCost();
        if (stated != null && reply.status() < FIRST_FAILURE) {
            Cost cost = stated.of(usage);
            return new Spend(usage, cost, cost != null);
        }
        return usage == null
                ? Spend.NONE
                : new Spend(usage, cost(exchange, reply.origin(), metering.model(), usage), false);
    }

    /** The most that a request can cost that has found its model and has not been sent yet; null when nobody knows. */
    @Nullable
    Cost most(Exchange exchange) {
        return SpendEstimate.most(asked(exchange), before(exchange));
    }

    /** What a request asks for, by one look through its body. */
    static SpendEstimate.Asked asked(Exchange exchange) {
        RequestFacts.Asked asked = exchange.request().content().facts().rest().ask();
        long length = Math.max(0, exchange.request().content().body().length());
        return new SpendEstimate.Asked(length, asked.mostTokens(), asked.answers());
    }

    /** How a request will be priced that has not been sent yet. */
    PriceOf before(Exchange exchange) {
        Destination found = exchange.found();
        return before(exchange, found.provider().id(), found.model());
    }

    /** The same for a model that it may go to. */
    PriceOf before(Exchange exchange, ProviderId provider, @Nullable String model) {
        StatedCost stated = exchange.request().options().log().customCost();
        return switch (stated) {
            case StatedCost.Total(BigDecimal usd) -> PriceOf.flat(new Cost(usd));
            case StatedCost.PerToken perToken -> PriceOf.of(new Price(perToken.rates(), List.of()));
            case null -> PriceOf.of(price(exchange, provider, model));
        };
    }

    private @Nullable Price price(Exchange exchange, ProviderId provider, @Nullable String model) {
        return CustomSlug.isTrafficName(provider.slug())
                ? exchange.visit()
                        .settings()
                        .customProviders()
                        .price(exchange.request().gateway().account(), provider, model)
                : prices.find(provider, model);
    }

    private @Nullable Cost cost(
            Exchange exchange, InferenceReply.Origin origin, @Nullable String answered, TokenUsage usage) {
        return CustomSlug.isTrafficName(origin.provider().slug())
                ? exchange.visit()
                        .settings()
                        .customProviders()
                        .cost(
                                exchange.request().gateway().account(),
                                origin.provider(),
                                answered,
                                origin.model(),
                                usage)
                : prices.cost(origin.provider(), answered, origin.model(), usage);
    }
}
