package dev.penstock.application.inference;

import dev.penstock.application.port.SpendLedger;
import dev.penstock.application.port.SpendLedger.Reservation;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.gateway.SpendLimits;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.spend.Admission;
import dev.penstock.domain.spend.SpendClaim;
import dev.penstock.domain.spend.SpendRules;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Holds a gateway to its spend limits (traffic, section 4): the most that a request can cost is reserved before it goes out, and
 * what it did cost takes the reservation's place once its answer has ended.
 */
public final class LimitSpend implements Stage {
    private static final Metadata NO_METADATA = new Metadata(Map.of());

    private final SpendLedger ledger;
    private final PriceReply prices;
    private final InstantSource clock;

    public LimitSpend(SpendLedger ledger, PriceReply prices, InstantSource clock) {
        this.ledger = ledger;
        this.prices = prices;
        this.clock = clock;
    }

    @Override
    public CompletionStage<InferenceReply> serve(Exchange exchange, Next next) {
        SpendLimits limits = exchange.gateway().policies().spendLimits();
        List<SpendClaim> claims =
                limits == null || !limits.enabled() ? List.of() : SpendRules.claims(limits, subject(exchange));
        if (claims.isEmpty()) {
            return next.proceed(exchange);
        }
        return ledger.reserve(exchange.gateway().address(), claims, prices.most(exchange), clock.instant())
                .thenCompose(admission -> switch (admission) {
                    case Admission.Admitted<Reservation>(Reservation reservation) ->
                        proceed(exchange, next, reservation);
                    case Admission.Refused<Reservation>(SpendClaim exhausted) -> refuse(exhausted, exchange);
                });
    }

    private static SpendRules.Subject subject(Exchange exchange) {
        Destination found = exchange.found();
        Metadata metadata = exchange.request().options().log().metadata();
        return new SpendRules.Subject(
                found.provider().id().slug(), found.prefixedModel(), Objects.requireNonNullElse(metadata, NO_METADATA));
    }

    private static CompletionStage<InferenceReply> refuse(SpendClaim exhausted, Exchange exchange) {
        Destination found = exchange.found();
        String message = exhausted.refusal(found.provider().id().slug(), found.prefixedModel());
        return CompletableFuture.failedFuture(new ProblemException(new Problem.SpendLimitReached(message)));
    }

    private CompletionStage<InferenceReply> proceed(Exchange exchange, Next next, Reservation reservation) {
        CompletionStage<InferenceReply> answering;
        try {
            answering = next.proceed(exchange);
        } catch (RuntimeException bug) {
            reservation.release();
            throw bug;
        }
        return answering
                .whenComplete((reply, failure) -> {
                    if (failure != null) {
                        reservation.release();
                    }
                })
                .thenApply(reply ->
                        Settlement.watch(exchange, reply, prices, cost -> reservation.settle(cost, clock.instant())));
    }
}
