package dev.penstock.domain.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.provider.ModelName;
import dev.penstock.domain.provider.ProviderId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PriceTest {
    private static final Price FLAT = new Price(rates("2", "3", null, null), List.of());

    @Test
    void charges_each_kind_of_token_at_its_own_rate() {
        Price price = new Price(rates("10", "100", "1", "1000"), List.of());

        Cost within = price.cost(new TokenUsage(10, 1, 3, 2, true));
        Cost apart = price.cost(new TokenUsage(10, 1, 3, 2, false));

        assertThat(within.usd()).isEqualByComparingTo("2153"); // 5 fresh, 1 out, 3 read, 2 written
        assertThat(apart.usd()).isEqualByComparingTo("2203"); // 10 fresh, and the same else
    }

    @Test
    void charges_cached_tokens_like_others_when_they_have_no_rate() {
        assertThat(FLAT.cost(new TokenUsage(10, 0, 4, 3, true)).usd()).isEqualByComparingTo("20");
        assertThat(FLAT.cost(new TokenUsage(10, 0, 4, 3, false)).usd()).isEqualByComparingTo("34");
    }

    @Test
    void never_charges_less_than_nothing_when_a_provider_reports_more_cached_than_sent() {
        assertThat(FLAT.cost(new TokenUsage(1, 0, 4, 0, true)).usd()).isEqualByComparingTo("8");
    }

    @Test
    void costs_nothing_without_tokens() {
        assertThat(FLAT.cost(TokenUsage.of(0, 0)).usd()).isEqualByComparingTo("0");
    }

    @Test
    void charges_the_whole_request_at_the_rates_of_the_highest_tier_it_exceeds() {
        Price price = new Price(
                rates("1", "0", null, null),
                List.of(
                        new Price.Tier(100, rates("2", "0", null, null)),
                        new Price.Tier(200, rates("3", "0", null, null))));

        assertThat(price.cost(TokenUsage.of(100, 0)).usd()).isEqualByComparingTo("100");
        assertThat(price.cost(TokenUsage.of(101, 0)).usd()).isEqualByComparingTo("202");
        assertThat(price.cost(TokenUsage.of(200, 0)).usd()).isEqualByComparingTo("400");
        assertThat(price.cost(TokenUsage.of(201, 0)).usd()).isEqualByComparingTo("603");
    }

    @Test
    void counts_cached_tokens_towards_the_tier_however_they_are_reported() {
        Price price = new Price(rates("1", "0", "0", "0"), List.of(new Price.Tier(100, rates("2", "0", "0", "0"))));

        assertThat(price.cost(new TokenUsage(50, 0, 60, 0, false)).usd()).isEqualByComparingTo("100");
        assertThat(price.cost(new TokenUsage(50, 0, 60, 0, true)).usd()).isEqualByComparingTo("0");
    }

    @Test
    void stands_in_a_book_that_can_be_read_from_end_to_end() {
        Price price = new Price(rates("1", "1", null, null), List.of());
        PriceBook.Entry a1 = new PriceBook.Entry(new ProviderId("a"), new ModelName("m-1"));
        PriceBook.Entry a2 = new PriceBook.Entry(new ProviderId("a"), new ModelName("m-2"));
        PriceBook.Entry b = new PriceBook.Entry(new ProviderId("b"), new ModelName("m-0"));

        assertThat(new PriceBook(Map.of(b, price, a2, price, a1, price)).entries())
                .containsExactly(a1, a2, b);
        assertThat(PriceBook.EMPTY.entries()).isEmpty();
    }

    private static Price.Rates rates(String input, String output, @Nullable String read, @Nullable String write) {
        return new Price.Rates(
                new BigDecimal(input),
                new BigDecimal(output),
                read == null ? null : new BigDecimal(read),
                write == null ? null : new BigDecimal(write));
    }
}
