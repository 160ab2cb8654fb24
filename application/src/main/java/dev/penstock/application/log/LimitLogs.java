package dev.penstock.application.log;

import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.port.LogStore;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.LogPolicy.Retention;
import dev.penstock.domain.log.LogPurge;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Holds every gateway to the number of entries that it may keep. Done again and again: what comes in between two rounds is by
 * how much a limit can be exceeded.
 */
public final class LimitLogs {
    /** Space goes back in small steps, and only so many at once: what removals leave is used again first. */
    private static final int MOST_STEPS = 16;

    private final LogStore store;
    private final LiveSettings live;
    private final FullLogs full;

    public LimitLogs(LogStore store, LiveSettings live, FullLogs full) {
        this.store = store;
        this.live = live;
        this.full = full;
    }

    /**
     * One round.
     *
     * @param goOn asked between two steps of long work
     */
    public void enforce(BooleanSupplier goOn) {
        Set<GatewayAddress> stopped = new HashSet<>();
        Map<GatewayAddress, Long> tooMany = new LinkedHashMap<>();
        store.counts().forEach((address, count) -> {
            Gateway gateway = live.current().gateway(address);
            if (gateway != null) {
                Retention retention = gateway.policies().log().retention();
                switch (retention.whenFull()) {
                    case STOP_INSERTING -> {
                        if (count >= retention.most()) {
                            stopped.add(address);
                        }
                    }
                    case DELETE_OLDEST -> {
                        if (count > retention.most()) {
                            tooMany.put(address, count - retention.most());
                        }
                    }
                }
            }
        });
        full.replace(stopped);
        tooMany.forEach((gateway, excess) -> removeOldest(gateway, excess, goOn));
        giveSpaceBack(goOn);
    }

    private void removeOldest(GatewayAddress gateway, long excess, BooleanSupplier goOn) {
        long left = excess;
        while (left > 0 && goOn.getAsBoolean()) {
            int removed = store.remove(LogPurge.oldest(gateway, (int) Math.min(left, LogPurge.MOST)));
            left = removed == 0 ? 0 : left - removed;
        }
    }

    private void giveSpaceBack(BooleanSupplier goOn) {
        for (int step = 0; step < MOST_STEPS && goOn.getAsBoolean(); step++) {
            if (!store.giveSpaceBack()) {
                return;
            }
        }
    }
}
