package dev.penstock.application.spend;

import static dev.penstock.application.port.SampleSpend.GATEWAY;
import static dev.penstock.application.port.SampleSpend.key;
import static dev.penstock.application.port.SampleSpend.settled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.AtOnce;
import dev.penstock.application.port.Await;
import dev.penstock.application.port.FakeSpendStore;
import dev.penstock.domain.spend.SettledSpend;
import dev.penstock.domain.spend.SpendKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpendQueueTest {
    private static final SpendKey KEY = key(GATEWAY, "r");

    private final FakeSpendStore store = new FakeSpendStore();
    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    private final SpendQueue queue = new SpendQueue(store, failures::add);

    @AfterEach
    void close() {
        store.refuse(false);
        queue.close();
    }

    private static SettledSpend amount(int usd) {
        return settled(KEY, "0", Integer.toString(usd));
    }

    @Test
    void saves_what_is_offered() {
        queue.start();

        queue.offer(KEY, () -> Optional.of(amount(1)));

        Await.until("it is saved", () -> store.load().contains(amount(1)));
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void saves_a_budget_that_changed_often_once_with_its_newest_amount() {
        AtomicInteger usd = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            usd.incrementAndGet();
            queue.offer(KEY, () -> Optional.of(amount(usd.get())));
        }

        queue.start();

        Await.until("it is saved", () -> store.load().contains(amount(100)));
        assertThat(store.batches()).isEqualTo(1);
    }

    @Test
    void saves_the_last_amount_of_many_threads() {
        AtomicInteger usd = new AtomicInteger();
        queue.start();

        AtOnce.run(32, thread -> {
            for (int i = 0; i < 100; i++) {
                usd.incrementAndGet();
                queue.offer(KEY, () -> Optional.of(amount(usd.get())));
            }
            return thread;
        });

        Await.until("the last is saved", () -> store.load().contains(amount(3200)));
    }

    @Test
    void tries_again_until_the_store_takes_it_and_tells_of_it_once() {
        store.refuse(true);
        queue.start();
        queue.offer(KEY, () -> Optional.of(amount(1)));
        Await.until("it was refused twice", () -> store.refusals() >= 2);

        store.refuse(false);

        Await.until("it is saved", () -> store.load().contains(amount(1)));
        assertThat(failures).hasSize(1);
    }

    @Test
    void saves_nothing_for_a_budget_that_was_forgotten_meanwhile() {
        queue.offer(KEY, Optional::empty);
        queue.start();

        Await.until("it is dealt with", () -> queue.waiting() == 0);
        assertThat(store.load()).isEmpty();
    }

    @Test
    void saves_what_waits_when_it_is_closed() {
        queue.start();
        for (int i = 0; i < 2500; i++) {
            SettledSpend spend = settled(key(GATEWAY, "r" + i), "0", "1");
            queue.offer(spend.key(), () -> Optional.of(spend));
        }

        queue.close();

        assertThat(store.load()).hasSize(2500);
    }

    @Test
    void gives_up_after_some_tries_when_it_is_closed() {
        store.refuse(true);
        queue.start();
        queue.offer(KEY, () -> Optional.of(amount(1)));

        queue.close();

        assertThat(store.load()).isEmpty();
        assertThat(queue.waiting()).isEqualTo(1);
    }
}
