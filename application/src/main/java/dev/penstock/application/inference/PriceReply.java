package dev.penstock.application.inference;

import dev.penstock.domain.customprovider.CustomSlug;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.Metering;
import dev.penstock.domain.inference.Price;
import dev.penstock.domain.inference.PriceBook;
import dev.penstock.domain.inference.StatedCost;
import dev.penstock.domain.inference.TokenUsage;
import dev.penstock.domain.log.LogEntry.Spend;
import dev.penstock.domain.spend.PriceOf;
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

    /** How a request will be priced that has not been sent yet. */
    PriceOf before(Exchange exchange) {
        StatedCost stated = exchange.request().options().log().customCost();
        return switch (stated) {
            case StatedCost.Total(BigDecimal usd) -> PriceOf.flat(new Cost(usd));
            case StatedCost.PerToken perToken -> PriceOf.of(new Price(perToken.rates(), List.of()));
            case null -> PriceOf.of(price(exchange));
        };
    }

    private @Nullable Price price(Exchange exchange) {
        Destination found = exchange.found();
        return found.custom() != null
                ? exchange.visit()
                        .settings()
                        .customProviders()
                        .price(
                                exchange.request().gateway().account(),
                                found.provider().id(),
                                found.model())
                : prices.find(found.provider().id(), found.model());
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
