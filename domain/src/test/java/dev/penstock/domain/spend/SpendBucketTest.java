package dev.penstock.domain.spend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.gateway.Technique;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.limit.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpendBucketTest {
    private static final Instant START = Instant.ofEpochSecond(1_800_000_000);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final SpendClaim FIXED = claim("1", Technique.FIXED);
    private static final SpendClaim SLIDING = claim("1", Technique.SLIDING);
    private static final SpendBucket EMPTY = SpendBucket.empty(FIXED.window(), START);

    private static SpendClaim claim(String limit, Technique technique) {
        return new SpendClaim(
                BucketKey.of("r", MINUTE, List.of()), new BigDecimal(limit), new Window(MINUTE, technique));
    }

    private static BigDecimal usd(String usd) {
        return new BigDecimal(usd);
    }

    private static SpendBucket spent(String usd) {
        return EMPTY.settle(usd(usd), FIXED.window(), START);
    }

    private static boolean admits(SpendBucket bucket, @Nullable String estimate) {
        return bucket.admits(FIXED, estimate == null ? null : usd(estimate), START);
    }

    @Test
    void lets_a_request_that_is_alone_go_ahead_while_anything_is_left() {
        assertThat(admits(spent("0.999"), "50")).isTrue();
        assertThat(admits(spent("1"), "0.001")).isFalse();
        assertThat(admits(spent("1"), "0")).isFalse();
    }

    @Test
    void tells_what_is_spent_rounded_up() {
        SpendBucket bucket = spent("1").settle(usd("0.5"), SLIDING.window(), START.plusSeconds(60));
        Instant later = START.plusSeconds(80);

        assertThat(bucket.spent(FIXED.window(), later)).isEqualByComparingTo("0.5");
        assertThat(bucket.spent(SLIDING.window(), later)).isEqualByComparingTo("1.166666666667");
    }

    @Test
    void lets_others_go_ahead_as_far_as_all_of_them_fit_in() {
        SpendBucket bucket = spent("0.5").reserve(usd("0.3"));

        assertThat(admits(bucket, "0.2")).isTrue();
        assertThat(admits(bucket, "0.2000001")).isFalse();
        assertThat(admits(bucket.release(usd("0.3")), "0.3")).isTrue();
    }

    @Test
    void lets_requests_whose_cost_nobody_knows_go_ahead_until_it_is_used_up() {
        assertThat(admits(spent("0.5").reserve(usd("0.5")), null)).isTrue();
        assertThat(admits(spent("1"), null)).isFalse();
    }

    @Test
    void counts_a_cost_in_the_window_in_which_its_request_ended() {
        SpendBucket bucket = EMPTY.reserve(usd("0.4"));
        Instant next = START.plus(MINUTE);

        bucket = bucket.release(usd("0.4")).settle(usd("0.4"), FIXED.window(), next);

        assertThat(bucket.settled().number()).isEqualTo(FIXED.window().number(next));
        assertThat(bucket.reserve(usd("0.1")).admits(FIXED, usd("0.5"), next)).isTrue();
        assertThat(bucket.reserve(usd("0.1")).admits(FIXED, usd("0.6"), next)).isFalse();
    }

    @Test
    void begins_anew_in_the_next_fixed_window_with_what_is_still_reserved() {
        SpendBucket bucket = spent("1").reserve(usd("0.4"));
        Instant next = START.plus(MINUTE);

        assertThat(bucket.admits(FIXED, usd("0.6"), next)).isTrue();
        assertThat(bucket.admits(FIXED, usd("0.7"), next)).isFalse();
    }

    @Test
    void counts_the_window_before_as_far_as_a_sliding_one_overlaps_with_it() {
        SpendBucket bucket = spent("1").reserve(usd("0.1"));

        assertThat(bucket.admits(SLIDING, usd("0"), START.plusSeconds(60))).isFalse();
        assertThat(bucket.admits(SLIDING, usd("0.4"), START.plusSeconds(90))).isTrue();
        assertThat(bucket.admits(SLIDING, usd("0.41"), START.plusSeconds(90))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Technique.class)
    void gives_nothing_back_when_the_clock_steps_back(Technique technique) {
        SpendClaim claim = claim("1", technique);
        SpendBucket bucket = EMPTY.settle(usd("1"), claim.window(), START);

        assertThat(bucket.admits(claim, usd("0.1"), START.minusSeconds(1))).isFalse();
        assertThat(bucket.admits(claim, usd("0.1"), START.minus(Duration.ofDays(9))))
                .isFalse();
    }

    @Test
    void rounds_up_what_is_too_small_to_count() {
        assertThat(SpendBucket.counted(Cost.of("1e-300"))).isEqualByComparingTo("1e-12");
        assertThat(SpendBucket.counted(Cost.of("0.000000123456"))).isEqualByComparingTo("0.000000123456");
    }

    @Test
    void is_over_when_nothing_is_reserved_and_nothing_counts() {
        Instant later = START.plusSeconds(120);

        assertThat(EMPTY.isOver(MINUTE, START)).isTrue();
        assertThat(EMPTY.reserve(BigDecimal.ONE).isOver(MINUTE, later)).isFalse();
        assertThat(spent("1").isOver(MINUTE, later.minusMillis(1))).isFalse();
        assertThat(spent("1").isOver(MINUTE, later)).isTrue();
        assertThat(new SettledSpend(
                                new SpendKey(SpendRulesTest.GATEWAY, FIXED.bucket()),
                                spent("1").settled())
                        .over())
                .isEqualTo(later);
    }

    /** Estimates here are what they should be: never less than the cost. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void never_goes_beyond_the_limit_but_by_the_last_request_when_it_was_alone(long seed) {
        Random random = new Random(seed);
        SpendBucket bucket = EMPTY;
        Deque<Integer> inFlight = new ArrayDeque<>();
        Deque<Boolean> alone = new ArrayDeque<>();
        int total = 0;
        for (int i = 0; i < 2000; i++) {
            int estimate = random.nextInt(1, 90);
            if (random.nextBoolean() && bucket.admits(FIXED, BigDecimal.valueOf(estimate, 2), START)) {
                alone.add(inFlight.isEmpty());
                inFlight.add(estimate);
                bucket = bucket.reserve(BigDecimal.valueOf(estimate, 2));
            } else if (!inFlight.isEmpty()) {
                int reserved = inFlight.remove();
                int cost = random.nextInt(reserved + 1);
                int left = 100 - total;
                total += cost;
                bucket = bucket.release(BigDecimal.valueOf(reserved, 2))
                        .settle(BigDecimal.valueOf(cost, 2), FIXED.window(), START);
                boolean wasAlone = alone.remove();
                assertThat(total)
                        .as("seed %d, step %d", seed, i)
                        .isLessThanOrEqualTo(wasAlone ? 100 + Math.max(0, cost - left) : 100);
            }
        }

        assertThat(bucket.settled().current()).isEqualByComparingTo(BigDecimal.valueOf(total, 2));
    }
}
