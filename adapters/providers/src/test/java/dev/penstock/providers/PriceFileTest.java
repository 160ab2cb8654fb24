package dev.penstock.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.Price;
import dev.penstock.domain.inference.PriceBook;
import dev.penstock.domain.inference.TokenUsage;
import dev.penstock.domain.provider.ModelName;
import dev.penstock.domain.provider.ProviderId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceFileTest {
    private static @Nullable Price price(PriceBook book, String provider, String model) {
        return book.price(new ProviderId(provider), new ModelName(model));
    }

    private static Cost cost(PriceBook book, String provider, String model, TokenUsage usage) {
        return Objects.requireNonNull(price(book, provider, model)).cost(usage);
    }

    @Nested
    class The_shipped_table {
        private final PriceBook book = PriceFile.shipped();

        @Test
        void prices_input_and_output_by_the_token() {
            Cost cost = cost(book, "openai", "gpt-4o-mini", TokenUsage.of(1000, 100));

            assertThat(cost.usd()).isEqualByComparingTo("0.00021");
        }

        @Test
        void tells_how_long_an_answer_can_be() {
            assertThat(Objects.requireNonNull(price(book, "openai", "gpt-4o-mini"))
                            .mostOutputTokens())
                    .isEqualTo(16384);
        }

        @Test
        void takes_cached_tokens_out_of_the_input_where_they_are_counted_within() {
            TokenUsage usage = new TokenUsage(1000, 0, 400, 0, true);

            Cost cost = cost(book, "openai", "gpt-4o-mini", usage);

            assertThat(cost.usd()).isEqualByComparingTo("0.00012");
        }

        @Test
        void adds_cached_tokens_where_they_are_counted_apart() {
            TokenUsage usage = new TokenUsage(200, 10, 600, 200, false);

            Cost cost = cost(book, "anthropic", "claude-haiku-4-5", usage);

            assertThat(cost.usd()).isEqualByComparingTo("0.00056");
        }

        @Test
        void changes_every_rate_once_the_prompt_is_longer_than_the_threshold() {
            PriceBook prices = book;

            Cost below = cost(prices, "anthropic", "claude-sonnet-4-5", TokenUsage.of(200_000, 1000));
            Cost above = cost(prices, "anthropic", "claude-sonnet-4-5", TokenUsage.of(200_001, 1000));

            assertThat(below.usd()).isEqualByComparingTo("0.615");
            assertThat(above.usd()).isEqualByComparingTo("1.222506");
        }

        @Test
        void counts_cached_tokens_towards_the_threshold() {
            TokenUsage usage = new TokenUsage(100, 0, 200_000, 0, false);

            Cost cost = cost(book, "anthropic", "claude-sonnet-4-5", usage);

            assertThat(cost.usd()).isEqualByComparingTo("0.1206");
        }

        @ParameterizedTest
        @ValueSource(strings = {"gpt-nobody-knows", "GPT-4O-MINI", "gpt-4o-mini "})
        void has_no_price_for_a_model_it_does_not_list(String model) {
            assertThat(price(book, "openai", model)).isNull();
            assertThat(book.cost(new ProviderId("openai"), model, null, TokenUsage.of(1, 1)))
                    .isNull();
        }

        @Test
        void prices_by_the_model_asked_for_when_the_one_that_answered_is_not_listed() {
            ProviderId openai = new ProviderId("openai");

            Cost cost = book.cost(openai, "gpt-4o-mini-someday", "gpt-4o-mini", TokenUsage.of(1000, 100));

            assertThat(Objects.requireNonNull(cost).usd()).isEqualByComparingTo("0.00021");
        }
    }

    @Nested
    class An_operators_file {
        @TempDir
        private @Nullable Path folder;

        private Path file(String text) throws IOException {
            return Files.writeString(Objects.requireNonNull(folder).resolve("prices.json"), text);
        }

        private void refuses(String text, String... words) throws IOException {
            Path file = file(text);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PriceFile.at(file))
                    .withMessageContaining(file.toString())
                    .satisfies(refusal -> assertThat(refusal).message().contains(words));
        }

        @Test
        void replaces_the_shipped_table_whole() throws IOException {
            PriceBook book = PriceFile.at(
                    file("{\"models\":[{\"provider\":\"openai\",\"model\":\"mine\",\"input\":0.1,\"output\":2}]}"));

            assertThat(cost(book, "openai", "mine", TokenUsage.of(3, 1)).usd()).isEqualByComparingTo("2.3");
            assertThat(price(book, "openai", "gpt-4o-mini")).isNull();
        }

        @Test
        void need_not_tell_how_long_an_answer_can_be() throws IOException {
            PriceBook book = PriceFile.at(
                    file("{\"models\":[{\"provider\":\"openai\",\"model\":\"mine\",\"input\":0.1,\"output\":2}]}"));

            assertThat(Objects.requireNonNull(price(book, "openai", "mine")).mostOutputTokens())
                    .isNull();
        }

        @Test
        void keeps_every_digit_of_an_amount() throws IOException {
            PriceBook book = PriceFile.at(file("{\"models\":[{\"provider\":\"openai\",\"model\":\"mine\","
                    + "\"input\":0.12345678901234567890123,\"output\":0}]}"));

            assertThat(cost(book, "openai", "mine", TokenUsage.of(1, 0)).usd())
                    .isEqualByComparingTo("0.12345678901234567890123");
        }

        @Test
        void charges_input_for_cached_tokens_when_it_names_no_cache_rate() throws IOException {
            PriceBook book = PriceFile.at(
                    file("{\"models\":[{\"provider\":\"openai\",\"model\":\"mine\",\"input\":1,\"output\":0}]}"));

            assertThat(cost(book, "openai", "mine", new TokenUsage(1, 0, 2, 4, false))
                            .usd())
                    .isEqualByComparingTo("7");
        }

        @Test
        void may_name_in_a_tier_only_what_differs() throws IOException {
            PriceBook book = PriceFile.at(file("{\"models\":[{\"provider\":\"openai\",\"model\":\"mine\",\"input\":1,"
                    + "\"output\":10,\"above\":{\"10\":{\"input\":2},\"20\":{\"output\":5}}}]}"));

            assertThat(cost(book, "openai", "mine", TokenUsage.of(10, 1)).usd()).isEqualByComparingTo("20");
            assertThat(cost(book, "openai", "mine", TokenUsage.of(11, 1)).usd()).isEqualByComparingTo("32");
            assertThat(cost(book, "openai", "mine", TokenUsage.of(21, 1)).usd()).isEqualByComparingTo("26");
        }

        @Test
        void that_is_not_there_is_said_to_be_missing() {
            Path missing = Objects.requireNonNull(folder).resolve("missing.json");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PriceFile.at(missing))
                    .withMessage("the price file %s is not there", missing);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "{", "not json", "[1", "{\"models\": [}"})
        void that_is_not_json_is_refused(String text) throws IOException {
            refuses(text, "prices.json");
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "[]", "null", "7", "{\"models\":{}}", "{\"model\":[]}"})
        void without_a_list_of_models_is_refused_with_a_pattern_to_follow(String text) throws IOException {
            refuses(text, "'models'", "model-prices.json");
        }

        @Test
        void with_a_price_written_as_text_is_refused_instead_of_costing_nothing() throws IOException {
            refuses(
                    "{\"models\":[{\"provider\":\"openai\",\"model\":\"mine\",\"input\":\"0.001\",\"output\":1}]}",
                    "entry 1",
                    "mine",
                    "'input'",
                    "number");
        }

        @Test
        void with_a_negative_price_is_refused() throws IOException {
            refuses(
                    "{\"models\":[{\"provider\":\"openai\",\"model\":\"mine\",\"input\":1,\"output\":-1}]}",
                    "entry 1",
                    "'output'");
        }

        @Test
        void without_an_output_price_is_refused() throws IOException {
            refuses(
                    "{\"models\":[{\"provider\":\"openai\",\"model\":\"a\",\"input\":1,\"output\":1},"
                            + "{\"provider\":\"openai\",\"model\":\"mine\",\"input\":1}]}",
                    "entry 2",
                    "'output'");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"provider\":\"Open AI\",\"model\":\"mine\",\"input\":1,\"output\":1}",
                    "{\"model\":\"mine\",\"input\":1,\"output\":1}",
                    "{\"provider\":\"openai\",\"input\":1,\"output\":1}",
                    "{\"provider\":\"openai\",\"model\":\"\",\"input\":1,\"output\":1}",
                    "{\"provider\":\"openai\",\"model\":\"m\",\"input\":1,\"output\":1,\"above\":{\"lots\":{}}}",
                    "{\"provider\":\"openai\",\"model\":\"m\",\"input\":1,\"output\":1,\"above\":{\"5\":{\"input\":true}}}",
                    "{\"provider\":\"openai\",\"model\":\"m\",\"input\":1,\"output\":1,\"max_output_tokens\":\"many\"}",
                    "{\"provider\":\"openai\",\"model\":\"m\",\"input\":1,\"output\":1,\"max_output_tokens\":-1}",
                    "7",
                    "null",
                })
        void with_a_broken_entry_says_which_one(String entry) throws IOException {
            refuses("{\"models\":[" + entry + "]}", "entry 1");
        }
    }
}
