package dev.penstock.storage.memory;

import dev.penstock.application.port.RateCounter;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.limit.CounterKey;
import dev.penstock.domain.limit.RateCount;
import dev.penstock.domain.limit.RateWindow;
import dev.penstock.domain.limit.Window;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Counts of calls in maps, bounded for each gateway. Nobody waits for anybody: every answer is there at once. */
public final class MemoryRateCounter implements RateCounter {
    /** Counters of one gateway; callers choose what divides them. */
    public static final int USUAL_MOST_KEYS = 100_000;

    private static final CompletionStage<Boolean> ADMITTED = CompletableFuture.completedStage(true);
    private static final CompletionStage<Boolean> REFUSED = CompletableFuture.completedStage(false);

    private final Map<GatewayAddress, RateCells> gateways = new ConcurrentHashMap<>();
    private final int mostKeys;

    /**
     * @param mostKeys how many counters a gateway has; further ones of a name share one
     */
    public MemoryRateCounter(int mostKeys) {
        this.mostKeys = mostKeys;
    }

    @Override
    public CompletionStage<Boolean> admit(CounterKey key, RateWindow window, Instant now) {
        return cells(key.gateway()).admit(key, window, now) ? ADMITTED : REFUSED;
    }

    @Override
    public CompletionStage<RateCount> count(CounterKey key, Window window, Instant now) {
        RateCells known = gateways.get(key.gateway());
        return CompletableFuture.completedStage(
                known == null ? RateCount.none(window, now) : known.count(key, window, now));
    }

    private RateCells cells(GatewayAddress gateway) {
        RateCells known = gateways.get(gateway);
        return known != null ? known : gateways.computeIfAbsent(gateway, added -> new RateCells(mostKeys));
    }

    @Override
    public void removeAll(GatewayAddress gateway) {
        gateways.remove(gateway);
    }

    /** How many counters a gateway has now. */
    int keys(GatewayAddress gateway) {
        return cells(gateway).size();
    }
}
