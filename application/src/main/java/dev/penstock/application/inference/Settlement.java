package dev.penstock.application.inference;

import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.WatchedChunks;
import dev.penstock.domain.log.LogEntry.Spend;
import dev.penstock.domain.spend.PriceOf;
import dev.penstock.domain.spend.SpendEstimate;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds what an answer counts against budgets, once it has ended. An answer that does not tell its usage, or was left before it
 * did, counts with a guess from its length, no more than the request could have cost: a budget must not be passed by through not
 * asking for usage. The log knows nothing of the guess. For one thread.
 */
final class Settlement {
    private static final int FIRST_FAILURE = 400;
    /** The text of a token, with what a stream of events wraps around it. */
    private static final long BYTES_OF_A_TOKEN_IN_EVENTS = 50;

    private static final long BYTES_OF_A_TOKEN = 3;

    private final Exchange exchange;
    private final InferenceReply reply;
    private final PriceReply prices;
    private long bytes;

    Settlement(Exchange exchange, InferenceReply reply, PriceReply prices) {
        this.exchange = exchange;
        this.reply = reply;
        this.prices = prices;
    }

    /**
     * The same reply, about which somebody is told once what it counts, when its body has ended in whichever way. That may be at
     * once.
     *
     * @param counts is told null when nobody knows
     */
    static InferenceReply watch(
            Exchange exchange, InferenceReply reply, PriceReply prices, Consumer<@Nullable Cost> counts) {
        Settlement settlement = new Settlement(exchange, reply, prices);
        return switch (reply.body()) {
            case Body.Whole(ByteBuffer bytes) -> {
                settlement.chunk(bytes);
                counts.accept(settlement.cost());
                yield reply;
            }
            case Body.Streamed streamed ->
                reply.withBody(new Body.Streamed(
                        new WatchedChunks(
                                streamed.chunks(), settlement::chunk, ending -> counts.accept(settlement.cost())),
                        streamed.length()));
        };
    }

    void chunk(ByteBuffer chunk) {
        bytes += chunk.remaining();
    }

    @Nullable
    Cost cost() {
        Spend spend = prices.of(exchange, reply);
        boolean silent = spend.usage() == null && spend.cost() == null && reply.status() < FIRST_FAILURE;
        return silent ? guess() : spend.cost();
    }

    private @Nullable Cost guess() {
        InferenceReply.Origin origin = reply.origin();
        PriceOf price = prices.before(exchange, origin.provider(), origin.model());
        SpendEstimate.Asked asked = PriceReply.asked(exchange);
        Cost most = SpendEstimate.most(asked, price);
        if (most == null) {
            return null;
        }
        String type = Objects.requireNonNullElse(reply.headers().get("content-type"), "");
        long perToken = type.startsWith("text/event-stream") ? BYTES_OF_A_TOKEN_IN_EVENTS : BYTES_OF_A_TOKEN;
        long tokens = Math.ceilDiv(bytes, perToken);
        Long mostTokens = asked.maxTokens();
        Cost guess = SpendEstimate.most(
                new SpendEstimate.Asked(
                        asked.bodyBytes(), mostTokens == null ? tokens : Math.min(tokens, mostTokens), 1),
                price);
        return guess == null || guess.usd().compareTo(most.usd()) > 0 ? most : guess;
    }
}
