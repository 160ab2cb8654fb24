package dev.penstock.domain.customprovider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.Price;
import dev.penstock.domain.inference.TokenUsage;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Validated;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomPricesTest {
    private static final AccountId ACCOUNT = new AccountId("a");
    private static final CustomProviderId ID = new CustomProviderId(new UUID(1, 1));
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private static CustomProvider provider() {
        return valid(CustomProvider.define(
                ACCOUNT,
                ID,
                new CustomProviderDraft(
                        new Reach.Draft(
                                Given.of("ours"), Given.of("https://a.example"), Given.omitted(), Given.of(true)),
                        Presentation.Draft.named("Ours")),
                NOW));
    }

    /** A model's rule, and how much a prompt token costs by it. */
    private static CustomCost cost(int number, String rule, String model, int dollars) {
        return valid(CustomCost.define(
                ACCOUNT,
                new CustomCostId(new UUID(2, number)),
                ID,
                new CustomCostDraft(
                        Given.of(model),
                        Given.of(rule),
                        Given.of(new BigDecimal(dollars)),
                        Given.omitted(),
                        Given.omitted(),
                        Given.omitted(),
                        Given.omitted()),
                NOW.plusSeconds(number)));
    }

    @Test
    void models_that_a_cost_names_whole_can_be_listed_each_with_what_it_costs() {
        CustomProviderBook book = new CustomProviderBook(
                List.of(provider()),
                List.of(
                        cost(1, "equals", "small", 1),
                        cost(2, "starts-with", "large", 2),
                        cost(3, "equals", "large", 3),
                        cost(4, "equals", "small", 4)));

        Map<String, ? extends Map<String, Price>> listed = book.exactPrices(ACCOUNT);

        assertThat(listed).containsOnlyKeys("custom-ours");
        assertThat(Objects.requireNonNull(listed.get("custom-ours")).keySet()).containsExactly("large", "small");
        assertThat(Objects.requireNonNull(listed.get("custom-ours").get("small"))
                        .rates()
                        .input())
                .isEqualByComparingTo("4");
        assertThat(book.exactPrices(new AccountId("another"))).isEmpty();
    }

    private static @Nullable Cost priced(List<CustomCost> costs, @Nullable String answered, @Nullable String asked) {
        return new CustomProviderBook(List.of(provider()), costs)
                .cost(ACCOUNT, new ProviderId("custom-ours"), answered, asked, TokenUsage.of(1, 0));
    }

    @ParameterizedTest
    @CsvSource({"gpt-4o, 1", "gpt-4o-mini, 2", "gpt-3, 3", "my-gpt, 5", "my-gpt-long, 4", "GPT-4o, ", "llama, "})
    void the_rule_that_says_most_decides_whatever_the_order(String model, @Nullable Integer dollars) {
        List<CustomCost> costs = new ArrayList<>(List.of(
                cost(1, "equals", "gpt-4o", 1),
                cost(2, "starts-with", "gpt-4o", 2),
                cost(3, "starts-with", "gpt", 3),
                cost(4, "contains", "gpt-long", 4),
                cost(5, "contains", "gpt", 5)));
        long seed = System.nanoTime();
        Collections.shuffle(costs, new Random(seed));

        Cost cost = priced(costs, model, null);

        assertThat(cost == null ? null : cost.usd().intValueExact())
                .as("seed %d", seed)
                .isEqualTo(dollars);
    }

    @Test
    void the_newer_of_two_that_say_the_same_decides() {
        assertThat(priced(List.of(cost(2, "equals", "m", 2), cost(1, "equals", "m", 1)), "m", null))
                .isEqualTo(Cost.of("2"));
    }

    @Test
    void the_model_that_answered_goes_before_the_one_that_was_asked_for() {
        List<CustomCost> costs = List.of(cost(1, "equals", "asked", 1), cost(2, "equals", "answered", 2));

        assertThat(priced(costs, "answered", "asked")).isEqualTo(Cost.of("2"));
        assertThat(priced(costs, "other", "asked")).isEqualTo(Cost.of("1"));
        assertThat(priced(costs, "other", "other")).isNull();
        assertThat(priced(costs, null, "")).isNull();
    }

    @Test
    void a_cost_that_is_off_or_for_another_provider_does_not_count() {
        CustomCost off = valid(cost(1, "equals", "m", 1)
                .change(
                        new CustomCostDraft(
                                Given.omitted(),
                                Given.omitted(),
                                Given.omitted(),
                                Given.omitted(),
                                Given.omitted(),
                                Given.omitted(),
                                Given.of(false)),
                        NOW.plusSeconds(9)));

        assertThat(priced(List.of(off), "m", null)).isNull();
        assertThat(new CustomProviderBook(List.of(provider()), List.of(cost(1, "equals", "m", 1)))
                        .cost(ACCOUNT, new ProviderId("openai"), "m", null, TokenUsage.of(1, 0)))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // usage: 10 fresh, 4 read from and 2 written to the prompt cache, 5 out
                "in=1,out=2                                     | 26",
                "in=1                                           | 16",
                "out=2                                          | 10",
                "total_tokens=1                                 | 21",
                "in=1,out=2,total_tokens=9                      | 26",
                "in=1,out=2,input_tokens=3                      | 58",
                "in=1,out=2,input_text_tokens=3                 | 58",
                "in=1,out=2,output_tokens=0                     | 16",
                "in=1,out=2,input_cached_tokens=0               | 22",
                "in=1,out=2,input_cache_creation_tokens=3       | 30",
                "input_audio_tokens=1                           | ",
                "type=characters,in=1                           | ",
            })
    void token_rates_go_before_the_plain_ones(String rates, @Nullable String expected) {
        Map<TokenPricing.Kind, BigDecimal> kinds = new EnumMap<>(TokenPricing.Kind.class);
        BigDecimal in = null;
        BigDecimal out = null;
        String type = Charge.TOKENS;
        for (String rate : rates.split(",", -1)) {
            String[] parts = rate.strip().split("=", 2);
            switch (parts[0]) {
                case "in" -> in = new BigDecimal(parts[1]);
                case "out" -> out = new BigDecimal(parts[1]);
                case "type" -> type = parts[1];
                default ->
                    kinds.put(TokenPricing.Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)), new BigDecimal(parts[1]));
            }
        }

        var price = new Charge(type, in, out, new TokenPricing(kinds)).price();

        String cost = price == null
                ? null
                : price.cost(new TokenUsage(16, 5, 4, 2, true)).usd().toPlainString();
        assertThat(cost).isEqualTo(expected);
    }

    private static <T> T valid(Validated<T> outcome) {
        return switch (outcome) {
            case Validated.Valid<T>(T value) -> value;
            case Validated.Invalid<T> invalid -> throw new AssertionError(invalid.toString());
        };
    }
}
