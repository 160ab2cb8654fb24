package dev.penstock.application.inference;

import static dev.penstock.application.inference.SampleCalls.toProvider;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.port.FakeAccessStore;
import dev.penstock.application.port.FakeGatewayStore;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.port.SpendLedger.Reservation;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.Metering;
import dev.penstock.domain.inference.Price;
import dev.penstock.domain.inference.PriceBook;
import dev.penstock.domain.inference.TokenUsage;
import dev.penstock.domain.provider.ModelName;
import dev.penstock.domain.provider.ProviderId;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
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
    private static final Cost RESERVED = Cost.of("100");

    private final List<@Nullable Cost> settled = new ArrayList<>();
    private final Reservation reservation = new Reservation() {
        @Override
        public void settle(@Nullable Cost cost, Instant now) {
            settled.add(cost);
        }

        @Override
        public void release() {
            throw new AssertionError("an answer is settled");
        }
    };

    @Test
    void is_the_cost_where_it_is_known() {
        settle(200, "application/json", TokenUsage.of(1, 7), RESERVED, 30);

        assertThat(settled).containsExactly(Cost.of("7"));
    }

    @Test
    void is_a_guess_from_the_length_where_the_answer_does_not_tell() {
        settle(200, "application/json", null, RESERVED, 30);
        settle(200, "text/event-stream", null, RESERVED, 500);

        assertThat(settled).containsExactly(Cost.of("10"), Cost.of("10"));
    }

    @Test
    void is_never_a_guess_beyond_what_was_reserved() {
        settle(200, "application/json", null, RESERVED, 3_000_000);

        assertThat(settled).containsExactly(RESERVED);
    }

    @Test
    void is_nothing_for_a_refusal_of_the_provider_or_where_nothing_was_reserved() {
        settle(500, "application/json", null, RESERVED, 30);
        settle(200, "application/json", null, null, 30);

        assertThat(settled).containsExactly(null, null);
    }

    private void settle(int status, String type, @Nullable TokenUsage usage, @Nullable Cost reserved, int bytes) {
        InferenceReply reply = new InferenceReply(
                status,
                Headers.NONE.with("content-type", type),
                Body.EMPTY,
                new InferenceReply.Origin(OPENAI, "gpt-4o"),
                () -> new Metering("gpt-4o", usage));
        Settlement settlement = new Settlement(exchange(), reply, reserved, PRICES);
        settlement.chunk(ByteBuffer.allocate(bytes));
        settlement.settle(reservation, InstantSource.fixed(SampleCalls.NOON));
    }

    private static Exchange exchange() {
        InferenceRequest request = toProvider("openai");
        LiveSettings live = new LiveSettings(new FakeGatewayStore(), new FakeAccessStore(), List.of());
        Visit visit = new Visit(live.current(), false, new EntryIds(request.id(), request::id));
        return Exchange.of(SampleGateways.plain("chat"), request, visit, new CompletableFuture<>())
                .to(new Destination(SampleCalls.CATALOG.bySlug("openai").orElseThrow(), null, "gpt-4o"));
    }
}
