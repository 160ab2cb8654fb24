package dev.penstock.storage.memory;

import dev.penstock.application.port.SpendLedger;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.spend.SpendClaim;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What one request in flight holds in the budgets of a gateway. */
final class MemoryReservation implements SpendLedger.Reservation {
    private final MemorySpendLedger ledger;
    private final GatewayAddress gateway;
    private final List<SpendClaim> claims;
    private final BigDecimal reserved;
    private final AtomicBoolean ended = new AtomicBoolean();

    /**
     * @param claims by the budgets in which it holds something
     */
    MemoryReservation(MemorySpendLedger ledger, GatewayAddress gateway, List<SpendClaim> claims, BigDecimal reserved) {
        this.ledger = ledger;
        this.gateway = gateway;
        this.claims = claims;
        this.reserved = reserved;
    }

    GatewayAddress gateway() {
        return gateway;
    }

    List<SpendClaim> claims() {
        return claims;
    }

    BigDecimal reserved() {
        return reserved;
    }

    @Override
    public void settle(@Nullable Cost cost, Instant now) {
        if (!ended.getAndSet(true)) {
            ledger.settle(this, cost, now);
        }
    }

    @Override
    public void release() {
        if (!ended.getAndSet(true)) {
            ledger.release(this);
        }
    }
}
