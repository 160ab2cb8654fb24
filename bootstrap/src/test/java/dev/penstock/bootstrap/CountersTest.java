package dev.penstock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.RateCounter;
import dev.penstock.application.port.SpendLedger;
import dev.penstock.application.port.SpendLedger.Reservation;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.gateway.Technique;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.limit.CounterKey;
import dev.penstock.domain.limit.RateWindow;
import dev.penstock.domain.limit.Window;
import dev.penstock.domain.spend.Admission;
import dev.penstock.domain.spend.BucketKey;
import dev.penstock.domain.spend.SettledSpend;
import dev.penstock.domain.spend.SpendClaim;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is counted, over restarts. */
class CountersTest {
    private static final GatewayAddress GATEWAY = new GatewayAddress(new AccountId("a"), new GatewayId("g"));
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final Window DAY = new Window(Duration.ofDays(1), Technique.SLIDING);
    private static final SpendClaim CLAIM =
            new SpendClaim(BucketKey.of("r", DAY.length(), List.of()), BigDecimal.ONE, DAY);

    @TempDir
    private Path folder = Path.of("");

    private static Counters counters(Stores stores) {
        return new Counters(stores.spend(), InstantSource.fixed(NOW));
    }

    private static Admission<Reservation> reserve(SpendLedger ledger, String estimate, Instant now) {
        return ledger.reserve(GATEWAY, List.of(CLAIM), Cost.of(estimate), now)
                .toCompletableFuture()
                .join();
    }

    private static void spend(SpendLedger ledger, String usd) {
        if (reserve(ledger, usd, NOW) instanceof Admission.Admitted<Reservation>(Reservation reservation)) {
            reservation.settle(Cost.of(usd), NOW);
        }
    }

    @Test
    void a_budget_that_is_used_up_still_is_after_a_restart() {
        try (Stores stores = Stores.open(folder, null);
                Counters counters = counters(stores)) {
            spend(counters.spend(), "0.4");
            spend(counters.spend(), "0.6");
        }

        try (Stores stores = Stores.open(folder, null);
                Counters counters = counters(stores)) {
            assertThat(reserve(counters.spend(), "0.01", NOW)).isEqualTo(new Admission.Refused<>(CLAIM));
            assertThat(reserve(counters.spend(), "0.01", NOW.plus(DAY.length().multipliedBy(2))))
                    .isInstanceOf(Admission.Admitted.class);
        }
    }

    @Test
    void what_is_spent_is_written_down_without_a_goodbye() {
        try (Stores stores = Stores.open(folder, null);
                Counters counters = counters(stores)) {
            spend(counters.spend(), "0.4");

            Await.until(
                    "it is written down",
                    () -> stores.spend().load().stream()
                            .map(SettledSpend::usd)
                            .anyMatch(usd -> usd.current().compareTo(new BigDecimal("0.4")) == 0));
        }
    }

    @Test
    void what_many_threads_spend_is_written_down_to_the_last_and_is_within_the_limit() throws Exception {
        long spent;
        try (Stores stores = Stores.open(folder, null);
                Counters counters = counters(stores)) {
            spent = hammer(counters.spend());
        }

        assertThat(spent).isEqualTo(1000);
        try (Stores stores = Stores.open(folder, null)) {
            assertThat(stores.spend().load())
                    .singleElement()
                    .satisfies(kept -> assertThat(kept.usd().current()).isEqualByComparingTo("1"));
        }
    }

    /** How many thousandths 64 threads spend of one dollar, each a thousandth at a time. */
    private static long hammer(SpendLedger ledger) throws InterruptedException, ExecutionException {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Long>> threads = new ArrayList<>();
        try (ExecutorService running = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                threads.add(running.submit(() -> {
                    start.await();
                    long spent = 0;
                    while (reserve(ledger, "0.001", NOW)
                            instanceof Admission.Admitted<Reservation>(Reservation reservation)) {
                        reservation.settle(Cost.of("0.001"), NOW);
                        spent++;
                    }
                    return spent;
                }));
            }
            start.countDown();
        }
        long spent = 0;
        for (Future<Long> thread : threads) {
            spent += thread.get();
        }
        return spent;
    }

    @Test
    void a_gateway_takes_its_counts_with_it() {
        try (Stores stores = Stores.inMemory();
                Counters counters = counters(stores)) {
            RateCounter rate = counters.rate();
            RateWindow one = RateWindow.of(1, Duration.ofDays(1), Technique.FIXED);
            CounterKey key = CounterKey.ofGateway(GATEWAY);
            rate.admit(key, one, NOW);
            spend(counters.spend(), "1");

            counters.belongings().forEach(belonging -> belonging.removeAll(GATEWAY));
            stores.belongings().forEach(belonging -> belonging.removeAll(GATEWAY));

            assertThat(rate.admit(key, one, NOW).toCompletableFuture()).isCompletedWithValue(true);
            assertThat(reserve(counters.spend(), "1", NOW)).isInstanceOf(Admission.Admitted.class);
        }
    }
}
