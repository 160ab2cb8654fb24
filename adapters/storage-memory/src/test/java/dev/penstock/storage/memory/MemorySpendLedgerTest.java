package dev.penstock.storage.memory;

import static dev.penstock.application.port.SampleSpend.GATEWAY;
import static dev.penstock.application.port.SampleSpend.START;
import static dev.penstock.application.port.SampleSpend.claim;
import static dev.penstock.application.port.SampleSpend.key;
import static dev.penstock.application.port.SampleSpend.settled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.SpendAtOnceContract;
import dev.penstock.application.port.SpendLedger;
import dev.penstock.application.port.SpendLedger.Reservation;
import dev.penstock.application.port.SpendLedgerContract;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.spend.Admission;
import dev.penstock.domain.spend.SettledSpend;
import dev.penstock.domain.spend.SpendClaim;
import dev.penstock.domain.spend.SpendKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemorySpendLedgerTest implements SpendLedgerContract, SpendAtOnceContract {
    private static final int MOST = 50;

    private final List<SpendKey> changed = new ArrayList<>();
    private final MemorySpendLedger ledger = new MemorySpendLedger(MOST, List.of(), this::remember);

    private synchronized void remember(SpendKey key, Object newest) {
        changed.add(key);
    }

    @Override
    public SpendLedger ledger() {
        return ledger;
    }

    private static SpendClaim user(int number) {
        return claim("r", "1", List.of("user", "u" + number));
    }

    private static @Nullable Admission<Reservation> answer(SpendLedger ledger, SpendClaim claim, Instant now) {
        return ledger.reserve(GATEWAY, List.of(claim), Cost.of("0.6"), now)
                .toCompletableFuture()
                .getNow(null);
    }

    private boolean spendAll(int user, Instant now) {
        Admission<Reservation> admission = answer(ledger, user(user), now);
        if (admission instanceof Admission.Admitted<Reservation>(Reservation reservation)) {
            reservation.settle(Cost.of("1"), now);
        }
        return admission instanceof Admission.Admitted<Reservation>;
    }

    private int admitted(int from, int to, Instant now) {
        int admitted = 0;
        for (int user = from; user < to; user++) {
            admitted += spendAll(user, now) ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void goes_on_from_what_was_spent_before() {
        SettledSpend kept = settled(key(GATEWAY, "r"), "3", "0.7");
        MemorySpendLedger later = new MemorySpendLedger(MOST, List.of(kept), (key, newest) -> {});

        assertThat(later.settled(kept.key())).contains(kept);
        assertThat(answer(later, claim("r", "0.7"), START)).isInstanceOf(Admission.Refused.class);
        assertThat(answer(later, claim("r", "0.71"), START)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void tells_of_what_was_settled_and_of_nothing_else() {
        answer(ledger, claim("r", "1"), START);
        assertThat(changed).isEmpty();

        spendAll(1, START);

        assertThat(changed).containsExactly(new SpendKey(GATEWAY, user(1).bucket()));
        assertThat(ledger.settled(changed.get(0)).orElseThrow().usd().current()).isEqualByComparingTo("1");
        assertThat(ledger.settled(key(GATEWAY, "r"))).isEqualTo(Optional.empty());
    }

    @Test
    void lets_values_beyond_its_bound_share_the_budget_of_one() {
        assertThat(admitted(0, 10 * MOST, START)).isEqualTo(MOST + 1);

        assertThat(ledger.buckets(GATEWAY)).isEqualTo(MOST + 1);
        assertThat(answer(ledger, claim("r", "1"), START)).isInstanceOf(Admission.Admitted.class);
        assertThat(admitted(0, 10 * MOST, START)).isZero();
    }

    @Test
    void makes_room_once_windows_are_over() {
        admitted(0, 2 * MOST, START);
        Instant later = START.plusSeconds(120);

        ledger.removeOver(later.minusMillis(1));
        assertThat(ledger.buckets(GATEWAY)).isEqualTo(MOST + 1);
        ledger.removeOver(later);

        assertThat(ledger.buckets(GATEWAY)).isZero();
        assertThat(admitted(MOST, 2 * MOST, later)).isEqualTo(MOST);
    }

    @Test
    void keeps_budgets_in_which_something_is_reserved() {
        Reservation reservation =
                answer(ledger, user(1), START) instanceof Admission.Admitted<Reservation>(Reservation held)
                        ? held
                        : null;
        Instant later = START.plusSeconds(600);

        ledger.removeOver(later);

        assertThat(ledger.buckets(GATEWAY)).isEqualTo(1);
        assertThat(answer(ledger, user(1), later)).isInstanceOf(Admission.Refused.class);
        assertThat(reservation).isNotNull();
    }

    @Test
    void leaves_no_trace_of_a_reservation_that_was_released() {
        for (int user = 0; user < 10 * MOST; user++) {
            if (answer(ledger, user(user), START) instanceof Admission.Admitted<Reservation>(Reservation held)) {
                held.release();
            }
        }

        assertThat(ledger.buckets(GATEWAY)).isZero();
    }
}
