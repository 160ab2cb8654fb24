package dev.penstock.application.port;

import static dev.penstock.application.port.SampleSpend.GATEWAY;
import static dev.penstock.application.port.SampleSpend.START;
import static dev.penstock.application.port.SampleSpend.claim;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.SpendLedger.Reservation;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.spend.Admission;
import dev.penstock.domain.spend.SpendClaim;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link SpendLedger} does while many threads use it. Amounts here are thousandths of a dollar. */
public interface SpendAtOnceContract {
    int LIMIT = 1000;
    int LARGER_LIMIT = 1500;
    int MOST = 9;
    List<SpendClaim> CLAIMS = List.of(claim("one", "1"), claim("two", "1.5"));

    /** The ledger under test, empty at first and the same throughout one test. */
    SpendLedger ledger();

    /** Costs here are never more than what was estimated: only a lone request may go beyond, by less than its own cost. */
    @Test
    default void never_lets_many_threads_spend_more_than_the_limit() {
        List<AtomicInteger> spent = List.of(new AtomicInteger(), new AtomicInteger());

        AtOnce.run(64, thread -> {
            Random random = new Random(thread);
            Runnable ending = () -> {};
            for (int i = 0; i < 200; i++) {
                Runnable next = begin(random, spent);
                ending.run();
                ending = next;
            }
            ending.run();
            return thread;
        });

        assertThat(spent.get(0).get()).isBetween(LIMIT, LIMIT + MOST - 1);
        assertThat(spent.get(1).get()).isBetween(LARGER_LIMIT, LARGER_LIMIT + MOST - 1);
        assertKnows(CLAIMS.get(0), spent.get(0).get());
        assertKnows(CLAIMS.get(1), spent.get(1).get());
    }

    /** Wishes for one budget or both, and answers how that is to end. */
    private Runnable begin(Random random, List<AtomicInteger> spent) {
        int first = random.nextInt(2);
        List<SpendClaim> wanted = CLAIMS.subList(first, first == 0 ? random.nextInt(1, 3) : 2);
        int estimate = random.nextInt(1, MOST + 1);
        int cost = random.nextInt(estimate + 1);
        boolean answered = random.nextInt(10) > 0;
        return switch (reserve(wanted, estimate)) {
            case Admission.Refused<Reservation> refused -> () -> {};
            case Admission.Admitted<Reservation>(Reservation reservation) ->
                () -> {
                    if (answered) {
                        wanted.forEach(claim -> spent.get(CLAIMS.indexOf(claim)).addAndGet(cost));
                        reservation.settle(new Cost(BigDecimal.valueOf(cost, 3)), START);
                    } else {
                        reservation.release();
                    }
                };
        };
    }

    /** That the ledger knows of exactly so much, and of no reservation. */
    private void assertKnows(SpendClaim claim, int spent) {
        SpendClaim wider = new SpendClaim(claim.bucket(), BigDecimal.valueOf(spent + 1L, 3), claim.window());
        SpendClaim exact = new SpendClaim(claim.bucket(), BigDecimal.valueOf(spent, 3), claim.window());

        assertThat(reserve(List.of(wider), LIMIT)).isInstanceOf(Admission.Admitted.class);
        assertThat(reserve(List.of(exact), 0)).isInstanceOf(Admission.Refused.class);
    }

    private Admission<Reservation> reserve(List<SpendClaim> claims, int estimate) {
        return ledger().reserve(GATEWAY, claims, new Cost(BigDecimal.valueOf(estimate, 3)), START)
                .toCompletableFuture()
                .join();
    }
}
