package dev.penstock.application.port;

import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.limit.CounterKey;
import dev.penstock.domain.limit.RateCount;
import dev.penstock.domain.limit.RateWindow;
import dev.penstock.domain.limit.Window;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** Counts calls against limits. Event loops ask it; it never makes them wait. */
public interface RateCounter extends GatewayBelongings {
    /**
     * Counts one call if it still fits into the window, and answers whether it did. What the limit was before does not matter.
     * A counter may let keys of one name share a count when there are very many of them.
     */
    CompletionStage<Boolean> admit(CounterKey key, RateWindow window, Instant now);

    /** What is counted now by this key, in windows of this length. Counts nothing itself. */
    CompletionStage<RateCount> count(CounterKey key, Window window, Instant now);

    /** Forgets all counts of a gateway. */
    @Override
    void removeAll(GatewayAddress gateway);
}
