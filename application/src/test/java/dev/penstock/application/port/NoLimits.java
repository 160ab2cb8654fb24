package dev.penstock.application.port;

import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.limit.CounterKey;
import dev.penstock.domain.limit.RateCount;
import dev.penstock.domain.limit.RateWindow;
import dev.penstock.domain.limit.Window;
import dev.penstock.domain.spend.Admission;
import dev.penstock.domain.spend.SpendBucket;
import dev.penstock.domain.spend.SpendClaim;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Lets everything through, for tests that are not about limits. */
public record NoLimits() implements RateCounter, SpendLedger {
    @Override
    public CompletionStage<Boolean> admit(CounterKey key, RateWindow window, Instant now) {
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public CompletionStage<RateCount> count(CounterKey key, Window window, Instant now) {
        return CompletableFuture.completedFuture(RateCount.none(window, now));
    }

    @Override
    public CompletionStage<SpendBucket> spent(GatewayAddress gateway, SpendClaim claim, Instant now) {
        return CompletableFuture.completedFuture(SpendBucket.empty(claim.window(), now));
    }

    @Override
    public CompletionStage<Admission<Reservation>> reserve(
            GatewayAddress gateway, List<SpendClaim> claims, @Nullable Cost estimate, Instant now) {
        return CompletableFuture.completedFuture(new Admission.Admitted<>(new Reservation() {
            @Override
            public void settle(@Nullable Cost cost, Instant at) {}

            @Override
            public void release() {}
        }));
    }

    @Override
    public void removeAll(GatewayAddress gateway) {}
}
