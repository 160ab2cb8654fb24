package dev.penstock.bootstrap;

import dev.penstock.application.port.GatewayBelongings;
import dev.penstock.application.port.RateCounter;
import dev.penstock.application.port.SpendLedger;
import dev.penstock.application.port.SpendStore;
import dev.penstock.application.spend.SpendQueue;
import dev.penstock.storage.memory.MemoryRateCounter;
import dev.penstock.storage.memory.MemorySpendLedger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What limits count with, wired by hand. Closing it writes out what was spent last; nothing may be settled after that. */
final class Counters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Counters.class);
    /** By as much time do budgets stay longer than they count. */
    private static final Duration ROUNDS = Duration.ofSeconds(10);

    private final RateCounter rate = new MemoryRateCounter(MemoryRateCounter.USUAL_MOST_KEYS);
    private final SpendQueue queue;
    private final MemorySpendLedger spend;
    private final Rounds clearing;

    Counters(SpendStore store, InstantSource clock) {
        queue = new SpendQueue(
                store,
                failure -> LOG.error("what was spent cannot be written down; it waits and is tried again", failure));
        spend = new MemorySpendLedger(MemorySpendLedger.USUAL_MOST_BUCKETS, store.load(), queue::offer);
        queue.start();
        clearing = new Rounds(
                "penstock-spend-windows",
                ROUNDS,
                goOn -> {
                    spend.removeOver(clock.instant());
                    store.removeOver(clock.instant());
                },
                failure -> LOG.error("old windows of spend limits cannot be removed; this is tried again", failure));
    }

    RateCounter rate() {
        return rate;
    }

    SpendLedger spend() {
        return spend;
    }

    /** What goes with a gateway that is removed. */
    List<GatewayBelongings> belongings() {
        return List.of(rate, spend);
    }

    @Override
    public void close() {
        clearing.close();
        queue.close();
    }
}
