package dev.penstock.application.port;

import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.spend.SettledSpend;
import dev.penstock.domain.spend.SpendKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was spent, in a map. Can be told to refuse. */
public final class FakeSpendStore implements SpendStore {
    private final Map<SpendKey, SettledSpend> byKey = new LinkedHashMap<>();
    private boolean refusing;
    private int refusals;
    private int batches;

    @Override
    public synchronized List<SettledSpend> load() {
        return List.copyOf(byKey.values());
    }

    @Override
    public synchronized void save(List<SettledSpend> batch) {
        if (refusing) {
            refusals++;
            throw new IllegalStateException("the store is told to refuse");
        }
        batches++;
        batch.forEach(spend -> byKey.put(spend.key(), spend));
    }

    @Override
    public synchronized void removeOver(Instant now) {
        byKey.values().removeIf(spend -> !spend.over().isAfter(now));
    }

    @Override
    public synchronized void removeAll(GatewayAddress gateway) {
        byKey.keySet().removeIf(key -> key.gateway().equals(gateway));
    }

    /** Whether every batch from now on fails. */
    public synchronized void refuse(boolean refuse) {
        refusing = refuse;
    }

    /** How many batches were refused. */
    public synchronized int refusals() {
        return refusals;
    }

    /** How many batches were taken. */
    public synchronized int batches() {
        return batches;
    }
}
