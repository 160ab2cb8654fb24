package dev.penstock.application.port;

import static dev.penstock.application.port.SampleSpend.GATEWAY;
import static dev.penstock.application.port.SampleSpend.START;
import static dev.penstock.application.port.SampleSpend.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.penstock.application.port.SpendLedger.Reservation;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.Technique;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.limit.Window;
import dev.penstock.domain.spend.Admission;
import dev.penstock.domain.spend.BucketKey;
import dev.penstock.domain.spend.SpendBucket;
import dev.penstock.domain.spend.SpendClaim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link SpendLedger} does. */
public interface SpendLedgerContract {
    /** The ledger under test, empty at first and the same throughout one test. */
    SpendLedger ledger();

    @Test
    default void refuses_once_a_budget_is_used_up() {
        SpendClaim claim = claim("r", "1");

        admitted("0.6", claim).settle(Cost.of("0.6"), START);
        admitted("0.6", claim).settle(Cost.of("0.5"), START);

        assertThat(refused("0.01", claim)).isEqualTo(claim);
        assertThat(refused(null, claim)).isEqualTo(claim);
    }

    @Test
    default void refuses_what_does_not_fit_in_with_what_is_reserved() {
        SpendClaim claim = claim("r", "1");
        Reservation first = admitted("0.7", claim);

        assertThat(refused("0.4", claim)).isEqualTo(claim);
        Reservation second = admitted("0.3", claim);
        first.release();
        admitted("0.7", claim);
        second.settle(Cost.of("0.1"), START);
        assertThat(refused("0.3", claim)).isEqualTo(claim);
        admitted("0.2", claim);
    }

    @Test
    default void lets_a_request_that_is_alone_go_ahead_whatever_it_may_cost() {
        SpendClaim claim = claim("r", "1");

        Reservation alone = admitted("50", claim);

        assertThat(refused("0.01", claim)).isEqualTo(claim);
        alone.settle(Cost.of("0.2"), START);
        admitted("0.8", claim);
    }

    @Test
    default void reserves_in_all_budgets_or_in_none() {
        SpendClaim small = claim("small", "1");
        SpendClaim large = claim("large", "10");
        admitted("1", small);

        assertThat(refused("0.5", large, small)).isEqualTo(small);
        Reservation both = admitted("9.5", large);
        assertThat(refused("0.6", large)).isEqualTo(large);
        both.release();
        admitted("9.9", large);
        admitted("0.1", large);
    }

    @Test
    default void counts_the_cost_in_every_budget_of_the_request() {
        SpendClaim small = claim("small", "1");
        SpendClaim large = claim("large", "10");

        admitted("2", large, small).settle(Cost.of("2"), START);

        assertThat(refused("0.1", large, small)).isEqualTo(small);
        admitted("8", large).settle(Cost.of("8"), START);
        assertThat(refused("0.1", large, small)).isEqualTo(large);
    }

    @Test
    default void ends_a_reservation_once() {
        SpendClaim claim = claim("r", "1");
        Reservation first = admitted("0.5", claim);
        admitted("0.5", claim);

        first.settle(Cost.of("0.1"), START);
        first.settle(Cost.of("0.1"), START);
        first.release();

        assertThat(refused("0.41", claim)).isEqualTo(claim);
        admitted("0.4", claim);
    }

    @Test
    default void counts_nothing_for_a_cost_that_nobody_knows() {
        SpendClaim claim = claim("r", "1");

        admitted(null, claim).settle(null, START);
        admitted("0.5", claim).settle(null, START);

        admitted("1", claim).settle(Cost.of("1"), START);
        assertThat(refused(null, claim)).isEqualTo(claim);
    }

    @Test
    default void counts_a_cost_that_nobody_had_foreseen() {
        SpendClaim claim = claim("r", "1");

        admitted(null, claim).settle(Cost.of("1"), START);

        assertThat(refused("0.1", claim)).isEqualTo(claim);
    }

    @Test
    default void counts_a_cost_when_its_request_ends() {
        SpendClaim claim = claim("r", "1");
        Instant next = START.plusSeconds(60);

        admitted("1", claim).settle(Cost.of("1"), next);

        assertThat(refused("0.1", next, claim)).isEqualTo(claim);
        admitted(ledger().reserve(GATEWAY, List.of(claim), Cost.of("1"), next.plusSeconds(60)));
    }

    @Test
    default void counts_the_window_before_as_far_as_a_sliding_one_overlaps_with_it() {
        SpendClaim fixed = claim("r", "1");
        SpendClaim claim = new SpendClaim(
                fixed.bucket(), fixed.limit(), new Window(fixed.window().length(), Technique.SLIDING));
        admitted("1", claim).settle(Cost.of("1"), START);
        Instant later = START.plusSeconds(90);

        Reservation some = admitted(ledger().reserve(GATEWAY, List.of(claim), Cost.of("0.3"), later));

        assertThat(refused("0.21", later, claim)).isEqualTo(claim);
        admitted(ledger().reserve(GATEWAY, List.of(claim), Cost.of("0.2"), later));
        some.release();
    }

    @Test
    default void honours_a_changed_limit_at_once() {
        admitted("0.5", claim("r", "1")).settle(Cost.of("0.5"), START);

        refused("0.1", claim("r", "0.5"));
        admitted("0.1", claim("r", "0.6"));
    }

    @Test
    default void starts_anew_with_another_length_of_windows() {
        SpendClaim claim = claim("r", "1");
        admitted("1", claim).settle(Cost.of("1"), START);
        Window longer = new Window(SampleSpend.MINUTE.plusSeconds(1), Technique.FIXED);

        admitted("1", new SpendClaim(BucketKey.of("r", longer.length(), List.of()), claim.limit(), longer));
        refused("1", claim);
    }

    @Test
    default void tells_what_is_spent_and_reserved_without_reserving() {
        SpendClaim claim = claim("r", "1");
        assertThat(spent(claim, START)).isEqualTo(SpendBucket.empty(claim.window(), START));
        admitted("0.6", claim).settle(Cost.of("0.25"), START);
        admitted("0.5", claim);

        SpendBucket bucket = spent(claim, START);

        assertThat(bucket.spent(claim.window(), START)).isEqualByComparingTo("0.25");
        assertThat(bucket.reserved()).isEqualByComparingTo("0.5");
        assertThat(spent(claim, START.plusSeconds(60)).spent(claim.window(), START.plusSeconds(60)))
                .isZero();
        assertThat(spent(claim("s", "1"), START).reserved()).isZero();
        admitted("0.25", claim);
    }

    private SpendBucket spent(SpendClaim claim, Instant now) {
        return ledger().spent(GATEWAY, claim, now).toCompletableFuture().join();
    }

    @Test
    default void forgets_a_gateway_and_no_other() {
        SpendClaim claim = claim("r", "1");
        GatewayAddress other = SampleGateways.address("h");
        admitted("1", claim).settle(Cost.of("1"), START);
        admitted(ledger().reserve(other, List.of(claim), null, START)).settle(Cost.of("1"), START);

        ledger().removeAll(GATEWAY);

        admitted("1", claim);
        assertThat(answer(ledger().reserve(other, List.of(claim), null, START))).isInstanceOf(Admission.Refused.class);
    }

    @Test
    default void lets_everything_go_ahead_that_no_rule_holds_for() {
        admitted("1000000").settle(Cost.of("1000000"), START);
        admitted("1000000");
    }

    private Reservation admitted(@Nullable String estimate, SpendClaim... claims) {
        return admitted(ledger().reserve(GATEWAY, List.of(claims), estimate == null ? null : Cost.of(estimate), START));
    }

    private static Reservation admitted(CompletionStage<Admission<Reservation>> admission) {
        return switch (answer(admission)) {
            case Admission.Admitted<Reservation>(Reservation reservation) -> reservation;
            case Admission.Refused<Reservation>(SpendClaim exhausted) -> fail("no room in " + exhausted);
        };
    }

    private SpendClaim refused(@Nullable String estimate, SpendClaim... claims) {
        return refused(estimate, START, claims);
    }

    private SpendClaim refused(@Nullable String estimate, Instant now, SpendClaim... claims) {
        Cost cost = estimate == null ? null : Cost.of(estimate);
        return switch (answer(ledger().reserve(GATEWAY, new ArrayList<>(List.of(claims)), cost, now))) {
            case Admission.Admitted<Reservation> admitted -> fail("there was room: " + admitted);
            case Admission.Refused<Reservation>(SpendClaim exhausted) -> exhausted;
        };
    }

    private static Admission<Reservation> answer(CompletionStage<Admission<Reservation>> admission) {
        return admission.toCompletableFuture().join();
    }
}
