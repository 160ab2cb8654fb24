package dev.penstock.domain.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.provider.ModelName;
import dev.penstock.domain.provider.ProviderId;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceBookTest {
    private static final TokenUsage ONE = TokenUsage.of(1, 0);
    private static final PriceBook BOOK = book(Map.of(
            "aws-bedrock amazon.nova-lite-v1:0", "1",
            "aws-bedrock us.amazon.nova-lite-v1:0", "2",
            "other amazon.nova-lite-v1:0", "3"));

    private static PriceBook book(Map<String, String> inputs) {
        Map<PriceBook.Entry, Price> prices = new HashMap<>();
        inputs.forEach((name, input) -> {
            int space = name.indexOf(' ');
            Price.Rates rates = new Price.Rates(new BigDecimal(input), BigDecimal.ZERO, null, null);
            prices.put(
                    new PriceBook.Entry(
                            new ProviderId(name.substring(0, space)), new ModelName(name.substring(space + 1))),
                    new Price(rates, List.of()));
        });
        return new PriceBook(prices);
    }

    @ParameterizedTest
    @CsvSource({
        "amazon.nova-lite-v1:0, 1",
        "us.amazon.nova-lite-v1:0, 2",
        "eu.amazon.nova-lite-v1:0, 1",
        "apac.amazon.nova-lite-v1:0, 1",
        "global.amazon.nova-lite-v1:0, 1",
        "us-gov.amazon.nova-lite-v1:0, 1",
        "arn:aws:bedrock:eu-west-1:012:inference-profile/eu.amazon.nova-lite-v1:0, 1",
        "arn:aws:bedrock:us-east-1:012:inference-profile/us.amazon.nova-lite-v1:0, 2",
        "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0, 1",
    })
    void finds_a_bedrock_model_behind_its_profile_unless_that_has_a_price(String model, String cost) {
        assertThat(BOOK.cost(new ProviderId("aws-bedrock"), null, model, ONE))
                .isEqualTo(new Cost(new BigDecimal(cost)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eu.", "eu.nova", "mars.amazon.nova-lite-v1:0", "nova-lite-v1:0", "arn:aws:bedrock/"})
    void has_no_price_for_other_names(String model) {
        assertThat(BOOK.cost(new ProviderId("aws-bedrock"), null, model, ONE)).isNull();
    }

    @Test
    void looks_behind_no_prefix_of_other_providers() {
        assertThat(BOOK.cost(new ProviderId("other"), null, "eu.amazon.nova-lite-v1:0", ONE))
                .isNull();
    }

    @Test
    void goes_by_the_model_that_answered_before_the_one_that_was_asked_for() {
        ProviderId bedrock = new ProviderId("aws-bedrock");

        assertThat(BOOK.cost(bedrock, "us.amazon.nova-lite-v1:0", "amazon.nova-lite-v1:0", ONE))
                .isEqualTo(new Cost(new BigDecimal("2")));
        assertThat(BOOK.cost(bedrock, "nova", "amazon.nova-lite-v1:0", ONE)).isEqualTo(new Cost(BigDecimal.ONE));
    }
}
