package dev.penstock.storage.memory;

import dev.penstock.application.port.SpendLedger;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.spend.Admission;
import dev.penstock.domain.spend.SettledSpend;
import dev.penstock.domain.spend.SpendBucket;
import dev.penstock.domain.spend.SpendClaim;
import dev.penstock.domain.spend.SpendKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is spent and reserved, in memory, bounded for each gateway. Nobody waits for anybody: every answer is there at once. */
public final class MemorySpendLedger implements SpendLedger {
    /** Budgets of one gateway; callers choose what divides them. */
    public static final int USUAL_MOST_BUCKETS = 100_000;

    private final Map<GatewayAddress, SpendBooks> gateways = new ConcurrentHashMap<>();
    private final int mostBuckets;
    private final BiConsumer<SpendKey, Supplier<Optional<SettledSpend>>> changed;

    /**
     * @param mostBuckets how many budgets a gateway has; further ones of a rule share one
     * @param kept what was spent before
     * @param changed is told of each budget in which something was settled, with a way to ask for the newest amount; on the
     *     thread that settles, so it must not wait
     */
    public MemorySpendLedger(
            int mostBuckets, List<SettledSpend> kept, BiConsumer<SpendKey, Supplier<Optional<SettledSpend>>> changed) {
        this.mostBuckets = mostBuckets;
        this.changed = changed;
        for (SettledSpend spend : kept) {
            books(spend.key().gateway()).put(spend.key().bucket(), SpendBucket.of(spend));
        }
    }

    @Override
    public CompletionStage<Admission<Reservation>> reserve(
            GatewayAddress gateway, List<SpendClaim> claims, @Nullable Cost estimate, Instant now) {
        SpendBooks.Outcome outcome =
                books(gateway).reserve(claims, estimate == null ? null : SpendBucket.counted(estimate), now);
        Admission<Reservation> admission = outcome.exhausted() != null
                ? new Admission.Refused<>(outcome.exhausted())
                : new Admission.Admitted<>(new MemoryReservation(this, gateway, outcome.claims(), outcome.reserved()));
        return CompletableFuture.completedStage(admission);
    }

    @Override
    public CompletionStage<SpendBucket> spent(GatewayAddress gateway, SpendClaim claim, Instant now) {
        SpendBooks known = gateways.get(gateway);
        return CompletableFuture.completedStage(
                known == null ? SpendBucket.empty(claim.window(), now) : known.look(claim, now));
    }

    /** The books are asked for anew each time: a gateway may have been removed meanwhile. */
    void settle(MemoryReservation reservation, @Nullable Cost cost, Instant now) {
        SpendBooks books = books(reservation.gateway());
        if (cost == null || cost.usd().signum() == 0) {
            books.release(reservation.claims(), reservation.reserved());
            return;
        }
        books.settle(reservation.claims(), reservation.reserved(), SpendBucket.counted(cost), now)
                .forEach(bucket -> {
                    SpendKey key = new SpendKey(reservation.gateway(), bucket);
                    changed.accept(key, () -> settled(key));
                });
    }

    void release(MemoryReservation reservation) {
        books(reservation.gateway()).release(reservation.claims(), reservation.reserved());
    }

    /** What has been spent of a budget; empty when nothing is known of it. */
    public Optional<SettledSpend> settled(SpendKey key) {
        SpendBooks books = gateways.get(key.gateway());
        SpendBucket bucket = books == null ? null : books.get(key.bucket());
        return bucket == null || bucket.isUntouched()
                ? Optional.empty()
                : Optional.of(new SettledSpend(key, bucket.settled()));
    }

    /** Forgets budgets that count no more. Goes through all of them: not for event loops. */
    public void removeOver(Instant now) {
        gateways.values().forEach(books -> books.removeOver(now));
    }

    @Override
    public void removeAll(GatewayAddress gateway) {
        gateways.remove(gateway);
    }

    private SpendBooks books(GatewayAddress gateway) {
        SpendBooks known = gateways.get(gateway);
        return known != null ? known : gateways.computeIfAbsent(gateway, added -> new SpendBooks(mostBuckets));
    }

    /** How many budgets a gateway has now. */
    int buckets(GatewayAddress gateway) {
        return books(gateway).size();
    }
}
