package dev.penstock.bootstrap.exam;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What the gateway's log says about one attempt. */
record LogRow(
        String model,
        int status,
        boolean success,
        String outcome,
        String cause,
        @Nullable BigDecimal cost,
        long tokensOut) {
    boolean costsNothing() {
        return cost == null || cost.signum() == 0;
    }
}
