package dev.penstock.storage.memory;

import dev.penstock.application.port.SpendStore;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.spend.SettledSpend;
import dev.penstock.domain.spend.SpendKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What has been spent, in a map. */
public final class MemorySpendStore implements SpendStore {
    private final Map<SpendKey, SettledSpend> byKey = new HashMap<>();

    @Override
    public synchronized List<SettledSpend> load() {
        return List.copyOf(byKey.values());
    }

    @Override
    public synchronized void save(List<SettledSpend> batch) {
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
}
