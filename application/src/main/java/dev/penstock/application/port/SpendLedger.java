package dev.penstock.application.port;

import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.spend.Admission;
import dev.penstock.domain.spend.SpendBucket;
import dev.penstock.domain.spend.SpendClaim;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Knows what has been spent of every budget and what is reserved. Event loops ask it; it never makes them wait. */
public interface SpendLedger extends GatewayBelongings {
    /**
     * What a request in flight holds. One of these must be called, once the request has ended; the first call counts, later
     * ones do nothing. From any thread.
     */
    interface Reservation {
        /**
         * The request has ended: counts its cost, in the windows of this moment, and gives the reservation back in the same
         * step.
         *
         * @param cost null when nobody knows it; then nothing is counted
         */
        void settle(@Nullable Cost cost, Instant now);

        /** The request was not answered and cost nothing. */
        void release();
    }

    /**
     * Reserves the estimate in the budgets of all claims, or in none of them, in one step. See {@link
     * dev.penstock.domain.spend.SpendBucket#admits} for when there is room.
     *
     * @param estimate the most the request can cost; null when nobody knows: then nothing is reserved, and it goes ahead unless
     *     a budget is used up
     */
    CompletionStage<Admission<Reservation>> reserve(
            GatewayAddress gateway, List<SpendClaim> claims, @Nullable Cost estimate, Instant now);

    /** What is spent and reserved now in the budget of this claim. Reserves nothing itself. */
    CompletionStage<SpendBucket> spent(GatewayAddress gateway, SpendClaim claim, Instant now);

    /** Forgets what was spent and reserved in a gateway. */
    @Override
    void removeAll(GatewayAddress gateway);
}
