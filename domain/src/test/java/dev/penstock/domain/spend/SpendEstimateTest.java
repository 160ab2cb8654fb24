package dev.penstock.domain.spend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.Price;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpendEstimateTest {
    private static Price.Rates rates(String input, String output, @Nullable String cacheWrite) {
        return new Price.Rates(
                new BigDecimal(input),
                new BigDecimal(output),
                null,
                cacheWrite == null ? null : new BigDecimal(cacheWrite));
    }

    private static BigDecimal most(long bytes, @Nullable Long maxTokens, long choices, PriceOf price) {
        return Objects.requireNonNull(SpendEstimate.most(new SpendEstimate.Asked(bytes, maxTokens, choices), price))
                .usd();
    }

    private static PriceOf price(Price.Rates rates, @Nullable Long mostOutput) {
        return PriceOf.of(new Price(rates, List.of(), mostOutput));
    }

    @Test
    void takes_a_token_for_every_three_bytes_of_the_body_and_some_more() {
        assertThat(most(0, 0L, 1, price(rates("1", "1000", null), null))).isEqualByComparingTo("500");
        assertThat(most(3001, 0L, 1, price(rates("1", "1000", null), null))).isEqualByComparingTo("1501");
    }

    @Test
    void takes_the_answer_to_be_as_long_as_it_may_be() {
        Price.Rates output = rates("0", "1", null);

        assertThat(most(9, 100L, 1, price(output, 9000L))).isEqualByComparingTo("100");
        assertThat(most(9, 100L, 3, price(output, 9000L))).isEqualByComparingTo("300");
        assertThat(most(9, null, 1, price(output, 9000L))).isEqualByComparingTo("9000");
        assertThat(most(9, null, 2, price(output, null))).isEqualByComparingTo("8192");
    }

    @Test
    void goes_by_the_dearest_rate_that_can_come_to_hold() {
        Price price = new Price(rates("1", "0", "1.25"), List.of(new Price.Tier(1000, rates("2", "0", "2.5"))), null);

        assertThat(most(1500, 0L, 1, PriceOf.of(price))).isEqualByComparingTo("1250");
        assertThat(most(1503, 0L, 1, PriceOf.of(price))).isEqualByComparingTo("2502.5");
    }

    @Test
    void is_a_number_whatever_a_caller_asks_for() {
        assertThat(most(0, Long.MAX_VALUE, Long.MAX_VALUE, price(rates("0", "1", null), null)))
                .isEqualByComparingTo("1e18");
        assertThat(most(0, -5L, -5, price(rates("0", "1", null), null))).isEqualByComparingTo("0");
    }

    @Test
    void knows_nothing_without_a_price() {
        assertThat(SpendEstimate.most(new SpendEstimate.Asked(1, 1L, 1), PriceOf.of(null)))
                .isNull();
    }

    @Test
    void goes_by_whatever_price_the_caller_brings() {
        assertThat(most(9000, 9L, 9, PriceOf.flat(Cost.of("0.25")))).isEqualByComparingTo("0.25");
        assertThat(most(0, 9L, 1, (prompt, output) -> new Cost(BigDecimal.valueOf(prompt + output))))
                .isEqualByComparingTo("509");
    }
}
