package dev.penstock.application.inference;

import static dev.penstock.application.inference.SampleCalls.toProvider;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.FakeChunks;
import dev.penstock.application.port.FakeReader;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.Metering;
import dev.penstock.domain.inference.Price;
import dev.penstock.domain.inference.PriceBook;
import dev.penstock.domain.inference.TokenUsage;
import dev.penstock.domain.provider.ModelName;
import dev.penstock.domain.provider.ProviderId;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What counts against a budget once an answer has ended. A token of the answer costs 1 USD here, the prompt nothing. */
class SettlementTest {
    private static final ProviderId OPENAI = new ProviderId("openai");
    private static final PriceReply PRICES = new PriceReply(new PriceBook(Map.of(
            new PriceBook.Entry(OPENAI, new ModelName("gpt-4o")),
            new Price(new Price.Rates(BigDecimal.ZERO, BigDecimal.ONE, null, null), List.of()))));

    @Test
    void is_the_cost_where_it_is_known() {
        assertThat(cost("gpt-4o", 200, "application/json", TokenUsage.of(1, 7), 30))
                .isEqualTo(Cost.of("7"));
    }

    @Test
    void is_a_guess_from_the_length_where_the_answer_does_not_tell() {
        assertThat(cost("gpt-4o", 200, "application/json", null, 30)).isEqualTo(Cost.of("10"));
        assertThat(cost("gpt-4o", 200, "text/event-stream", null, 500)).isEqualTo(Cost.of("10"));
    }

    @Test
    void is_never_a_guess_beyond_what_the_request_could_have_cost() {
        assertThat(cost("gpt-4o", 200, "application/json", null, 3_000_000)).isEqualTo(Cost.of("4096"));
    }

    @Test
    void is_nothing_for_a_refusal_of_the_provider_or_without_a_price() {
        assertThat(cost("gpt-4o", 500, "application/json", null, 30)).isNull();
        assertThat(cost("unknown", 200, "application/json", null, 30)).isNull();
    }

    @Test
    void is_told_once_when_a_body_has_ended() {
        List<@Nullable Cost> told = new ArrayList<>();
        FakeChunks chunks = new FakeChunks();
        InferenceReply streamed =
                reply("gpt-4o", 200, "application/json", null).withBody(new Body.Streamed(chunks, -1));

        Settlement.watch(exchange(), reply("gpt-4o", 200, "text/plain", null), PRICES, told::add);
        InferenceReply watched = Settlement.watch(exchange(), streamed, PRICES, told::add);

        assertThat(told).containsExactly(Cost.of("0"));
        FakeReader reader = FakeReader.of(watched.body());
        chunks.send("123456");
        reader.leave();
        chunks.end();
        assertThat(told).containsExactly(Cost.of("0"), Cost.of("2"));
    }

    private static @Nullable Cost cost(String model, int status, String type, @Nullable TokenUsage usage, int bytes) {
        Settlement settlement = new Settlement(exchange(), reply(model, status, type, usage), PRICES);
        settlement.chunk(ByteBuffer.allocate(bytes));
        return settlement.cost();
    }

    private static InferenceReply reply(String model, int status, String type, @Nullable TokenUsage usage) {
        return new InferenceReply(
                status,
                Headers.NONE.with("content-type", type),
                Body.EMPTY,
                new InferenceReply.Origin(OPENAI, model),
                () -> new Metering(model, usage));
    }

    private static Exchange exchange() {
        return Trial.exchange(toProvider("openai"), new CompletableFuture<>());
    }
}
