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
import dev.penstock.domain.spend.SpendKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Counts calls and money, one caller after the other. */
public final class FakeLimits implements RateCounter, SpendLedger {
    private final Map<CounterKey, RateCount> counts = new HashMap<>();
    private final Map<SpendKey, SpendBucket> buckets = new HashMap<>();

    @Override
    public synchronized CompletionStage<Boolean> admit(CounterKey key, RateWindow window, Instant now) {
        RateCount.Verdict verdict =
                counts.getOrDefault(key, RateCount.none(window.window(), now)).admit(window, now);
        counts.put(key, verdict.next());
        return CompletableFuture.completedStage(verdict.admitted());
    }

    @Override
    public synchronized CompletionStage<RateCount> count(CounterKey key, Window window, Instant now) {
        return CompletableFuture.completedStage(counts.getOrDefault(key, RateCount.none(window, now)));
    }

    @Override
    public synchronized CompletionStage<Admission<Reservation>> reserve(
            GatewayAddress gateway, List<SpendClaim> claims, @Nullable Cost estimate, Instant now) {
        BigDecimal amount = estimate == null ? null : estimate.usd();
        for (SpendClaim claim : claims) {
            if (!bucket(gateway, claim, now).admits(claim, amount, now)) {
                return CompletableFuture.completedStage(new Admission.Refused<>(claim));
            }
        }
        BigDecimal reserved = amount == null ? BigDecimal.ZERO : amount;
        Held held = new Held(gateway, claims, reserved);
        held.change(now, (claim, bucket) -> bucket.reserve(reserved));
        return CompletableFuture.completedStage(new Admission.Admitted<>(held));
    }

    @Override
    public synchronized CompletionStage<SpendBucket> spent(GatewayAddress gateway, SpendClaim claim, Instant now) {
        return CompletableFuture.completedStage(bucket(gateway, claim, now));
    }

    private SpendBucket bucket(GatewayAddress gateway, SpendClaim claim, Instant now) {
        return buckets.getOrDefault(new SpendKey(gateway, claim.bucket()), SpendBucket.empty(claim.window(), now));
    }

    @Override
    public synchronized void removeAll(GatewayAddress gateway) {
        counts.keySet().removeIf(key -> key.gateway().equals(gateway));
        buckets.keySet().removeIf(key -> key.gateway().equals(gateway));
    }

    private final class Held implements Reservation {
        private final GatewayAddress gateway;
        private final List<SpendClaim> claims;
        private final BigDecimal reserved;
        private boolean ended;

        Held(GatewayAddress gateway, List<SpendClaim> claims, BigDecimal reserved) {
            this.gateway = gateway;
            this.claims = claims;
            this.reserved = reserved;
        }

        private void change(Instant now, BiFunction<SpendClaim, SpendBucket, SpendBucket> change) {
            claims.forEach(claim -> buckets.put(
                    new SpendKey(gateway, claim.bucket()), change.apply(claim, bucket(gateway, claim, now))));
        }

        private void end(Instant now, BiFunction<SpendClaim, SpendBucket, SpendBucket> change) {
            synchronized (FakeLimits.this) {
                if (!ended) {
                    ended = true;
                    change(now, (claim, bucket) -> change.apply(claim, bucket.release(reserved)));
                }
            }
        }

        @Override
        public void settle(@Nullable Cost cost, Instant now) {
            end(now, (claim, bucket) -> cost == null ? bucket : bucket.settle(cost.usd(), claim.window(), now));
        }

        @Override
        public void release() {
            end(Instant.EPOCH, (claim, bucket) -> bucket);
        }
    }
}
