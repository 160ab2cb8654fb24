package dev.penstock.application.route;

import dev.penstock.application.port.RateCounter;
import dev.penstock.application.port.SpendLedger;
import dev.penstock.domain.limit.RateCount;
import dev.penstock.domain.spend.SpendBucket;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;

/** Looks how much is left at elements that set a limit, and counts nothing. */
public final class LookAtLimits {
    private final RateCounter counter;
    private final SpendLedger ledger;
    private final InstantSource clock;

    public LookAtLimits(RateCounter counter, SpendLedger ledger, InstantSource clock) {
        this.counter = counter;
        this.ledger = ledger;
        this.clock = clock;
    }

    RoomAtElement room(ElementClaim claim) {
        Instant now = clock.instant();
        return switch (claim.rate().limit().type()) {
            case COUNT -> calls(claim, now);
            case COST -> money(claim, now);
        };
    }

    private RoomAtElement calls(ElementClaim claim, Instant now) {
        RateCount count = await(counter.count(claim.counter(), claim.window(), now));
        boolean left =
                claim.calls().map(limit -> count.admit(limit, now).admitted()).orElse(false);
        return new RoomAtElement(claim, count.counted(claim.window(), now), BigDecimal.ZERO, left);
    }

    private RoomAtElement money(ElementClaim claim, Instant now) {
        SpendBucket bucket = await(ledger.spent(claim.gateway(), claim.budget(), now));
        return new RoomAtElement(
                claim, bucket.spent(claim.window(), now), bucket.reserved(), bucket.admits(claim.budget(), null, now));
    }

    private static <T> T await(CompletionStage<T> answer) {
        return answer.toCompletableFuture().join();
    }
}
