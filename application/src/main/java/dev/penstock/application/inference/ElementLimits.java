package dev.penstock.application.inference;

import dev.penstock.application.port.RateCounter;
import dev.penstock.application.port.SpendLedger;
import dev.penstock.application.port.SpendLedger.Reservation;
import dev.penstock.application.route.ElementClaim;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.limit.RateWindow;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.route.Facts;
import dev.penstock.domain.route.LiveRoute;
import dev.penstock.domain.route.RouteElement;
import dev.penstock.domain.spend.Admission;
import dev.penstock.domain.spend.SpendEstimate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Holds requests to the limits that the elements of a route set (data plane routing, section 2.2). Requests are counted when they
 * pass. Of a budget, the most that the way behind the element can cost is reserved then, and what it did cost takes the
 * reservation's place at the end.
 */
public final class ElementLimits {
    private static final CompletionStage<Pass> REFUSED = CompletableFuture.completedStage(new Pass.Refused());

    private final RateCounter counter;
    private final SpendLedger ledger;
    private final PriceReply prices;
    private final ProviderCatalog catalog;
    private final InstantSource clock;

    public ElementLimits(
            RateCounter counter, SpendLedger ledger, PriceReply prices, ProviderCatalog catalog, InstantSource clock) {
        this.counter = counter;
        this.ledger = ledger;
        this.prices = prices;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** For one request, before its walk begins. */
    HeldBudgets budgets() {
        return new HeldBudgets(prices, clock);
    }

    /**
     * Asks for room, and takes it.
     *
     * @param exchange the caller's, of which no model is known yet
     */
    CompletionStage<Pass> admit(Exchange exchange, LiveRoute route, RouteElement.Rate rate, Facts facts) {
        ElementClaim claim = ElementClaim.of(route.address(), rate, facts);
        return switch (rate.limit().type()) {
            case COUNT -> count(claim);
            case COST -> reserve(claim, estimate(exchange, route, rate));
        };
    }

    private CompletionStage<Pass> count(ElementClaim claim) {
        Optional<RateWindow> window = claim.calls();
        return window.isEmpty()
                ? REFUSED
                : counter.admit(claim.counter(), window.get(), clock.instant())
                        .thenApply(room -> room ? new Pass.Admitted(null) : new Pass.Refused());
    }

    private CompletionStage<Pass> reserve(ElementClaim claim, @Nullable Cost estimate) {
        return ledger.reserve(claim.gateway(), List.of(claim.budget()), estimate, clock.instant())
                .thenApply(admission -> switch (admission) {
                    case Admission.Admitted<Reservation>(Reservation reservation) -> new Pass.Admitted(reservation);
                    case Admission.Refused<Reservation> refused -> new Pass.Refused();
                });
    }

    private @Nullable Cost estimate(Exchange exchange, LiveRoute route, RouteElement.Rate rate) {
        SpendEstimate.Asked asked = PriceReply.asked(exchange);
        return route.graph()
                .orElseThrow()
                .dearest(
                        rate.success(),
                        model -> SpendEstimate.most(
                                asked,
                                prices.before(
                                        exchange,
                                        mainName(model.provider()),
                                        model.model().value())));
    }

    /** Routes may call a provider by an alias; prices know it by its own name. */
    private ProviderId mainName(ProviderId provider) {
        return catalog.bySlug(provider.slug()).map(Provider::id).orElse(provider);
    }
}
