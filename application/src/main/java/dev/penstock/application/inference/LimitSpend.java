package dev.penstock.application.inference;

import dev.penstock.application.port.SpendLedger;
import dev.penstock.application.port.SpendLedger.Reservation;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.gateway.SpendLimits;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.inference.RequestFacts;
import dev.penstock.domain.inference.WatchedChunks;
import dev.penstock.domain.spend.Admission;
import dev.penstock.domain.spend.SpendClaim;
import dev.penstock.domain.spend.SpendEstimate;
import dev.penstock.domain.spend.SpendRules;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

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
        Cost estimate = estimate(exchange);
        return ledger.reserve(exchange.gateway().address(), claims, estimate, clock.instant())
                .thenCompose(admission -> switch (admission) {
                    case Admission.Admitted<Reservation>(Reservation reservation) ->
                        proceed(exchange, next, new Held(reservation, estimate));
                    case Admission.Refused<Reservation>(SpendClaim exhausted) -> refuse(exhausted, exchange);
                });
    }

    /** What a request holds while it is under way. */
    private record Held(Reservation reservation, @Nullable Cost estimate) {}

    private static SpendRules.Subject subject(Exchange exchange) {
        Destination found = exchange.found();
        Metadata metadata = exchange.request().options().log().metadata();
        return new SpendRules.Subject(
                found.provider().id().slug(), found.prefixedModel(), Objects.requireNonNullElse(metadata, NO_METADATA));
    }

    private @Nullable Cost estimate(Exchange exchange) {
        RequestFacts.Asked asked = exchange.request().content().facts().rest().ask();
        long length = Math.max(0, exchange.request().content().body().length());
        return SpendEstimate.most(
                new SpendEstimate.Asked(length, asked.mostTokens(), asked.answers()), prices.before(exchange));
    }

    private static CompletionStage<InferenceReply> refuse(SpendClaim exhausted, Exchange exchange) {
        Destination found = exchange.found();
        String message = exhausted.refusal(found.provider().id().slug(), found.prefixedModel());
        return CompletableFuture.failedFuture(new ProblemException(new Problem.SpendLimitReached(message)));
    }

    private CompletionStage<InferenceReply> proceed(Exchange exchange, Next next, Held held) {
        CompletionStage<InferenceReply> answering;
        try {
            answering = next.proceed(exchange);
        } catch (RuntimeException bug) {
            held.reservation().release();
            throw bug;
        }
        return answering
                .whenComplete((reply, failure) -> {
                    if (failure != null) {
                        held.reservation().release();
                    }
                })
                .thenApply(reply -> settling(exchange, reply, held));
    }

    private InferenceReply settling(Exchange exchange, InferenceReply reply, Held held) {
        Settlement settlement = new Settlement(exchange, reply, held.estimate(), prices);
        return switch (reply.body()) {
            case Body.Whole(ByteBuffer bytes) -> {
                settlement.chunk(bytes);
                settlement.settle(held.reservation(), clock);
                yield reply;
            }
            case Body.Streamed streamed ->
                reply.withBody(new Body.Streamed(
                        new WatchedChunks(
                                streamed.chunks(),
                                settlement::chunk,
                                ending -> settlement.settle(held.reservation(), clock)),
                        streamed.length()));
        };
    }
}
