package dev.penstock.application.inference;

import dev.penstock.application.port.SpendLedger.Reservation;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.RequestFacts;
import dev.penstock.domain.log.LogEntry.Spend;
import dev.penstock.domain.spend.SpendEstimate;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Ends a reservation once an answer has ended. An answer that does not tell its usage, or was left before it did, counts with a
 * guess from its length, no more than was reserved: a budget must not be passed by through not asking for usage. The log knows
 * nothing of the guess. For one thread.
 */
final class Settlement {
    private static final int FIRST_FAILURE = 400;
    /** The text of a token, with what a stream of events wraps around it. */
    private static final long BYTES_OF_A_TOKEN_IN_EVENTS = 50;

    private static final long BYTES_OF_A_TOKEN = 3;

    private final Exchange exchange;
    private final InferenceReply reply;
    private final @Nullable Cost estimate;
    private final PriceReply prices;
    private long bytes;

    /**
     * @param estimate what was reserved; null where nothing was
     */
    Settlement(Exchange exchange, InferenceReply reply, @Nullable Cost estimate, PriceReply prices) {
        this.exchange = exchange;
        this.reply = reply;
        this.estimate = estimate;
        this.prices = prices;
    }

    void chunk(ByteBuffer chunk) {
        bytes += chunk.remaining();
    }

    void settle(Reservation reservation, InstantSource clock) {
        Spend spend = prices.of(exchange, reply);
        boolean silent = spend.usage() == null && spend.cost() == null && reply.status() < FIRST_FAILURE;
        reservation.settle(silent ? guess() : spend.cost(), clock.instant());
    }

    private @Nullable Cost guess() {
        if (estimate == null) {
            return null;
        }
        String type = Objects.requireNonNullElse(reply.headers().get("content-type"), "");
        long perToken = type.startsWith("text/event-stream") ? BYTES_OF_A_TOKEN_IN_EVENTS : BYTES_OF_A_TOKEN;
        RequestFacts.Asked asked = exchange.request().content().facts().rest().ask();
        long length = Math.max(0, exchange.request().content().body().length());
        long tokens = Math.ceilDiv(bytes, perToken);
        Cost guess = SpendEstimate.most(
                new SpendEstimate.Asked(
                        length, asked.mostTokens() == null ? tokens : Math.min(tokens, asked.mostTokens()), 1),
                prices.before(exchange));
        return guess == null || guess.usd().compareTo(estimate.usd()) > 0 ? estimate : guess;
    }
}
