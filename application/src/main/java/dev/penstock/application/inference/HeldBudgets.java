package dev.penstock.application.inference;

import dev.penstock.application.port.SpendLedger.Reservation;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.WatchedChunks;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one request holds of the budgets that a route sets, until it has ended. The first call that ends it counts, later ones
 * do nothing, and what is handed in after that is given back at once. For one thread.
 */
public final class HeldBudgets {
    private final PriceReply prices;
    private final InstantSource clock;
    private final List<Reservation> reservations = new ArrayList<>();
    private @Nullable Cost answered;
    private boolean ended;

    HeldBudgets(PriceReply prices, InstantSource clock) {
        this.prices = prices;
        this.clock = clock;
    }

    void hold(Pass.Admitted pass) {
        Reservation reservation = pass.reservation();
        if (reservation == null) {
            return;
        }
        if (ended) {
            reservation.release();
        } else {
            reservations.add(reservation);
        }
    }

    /**
     * A reply in whose place another model's may come. Adds what it cost, once its body has ended.
     *
     * @param exchange of the model that answered
     */
    InferenceReply counting(Exchange exchange, InferenceReply reply) {
        return reservations.isEmpty() ? reply : Settlement.watch(exchange, reply, prices, this::add);
    }

    /** The reply that the caller gets. Once its body has ended, in whichever way, everything that was answered is counted. */
    InferenceReply ending(InferenceReply reply) {
        if (reservations.isEmpty()) {
            return reply;
        }
        return switch (reply.body()) {
            case Body.Whole whole -> {
                release();
                yield reply;
            }
            case Body.Streamed streamed ->
                reply.withBody(new Body.Streamed(
                        new WatchedChunks(streamed.chunks(), chunk -> {}, ended -> release()), streamed.length()));
        };
    }

    /** Counts this cost in every budget; null when nobody knows it, and then nothing. */
    void settle(@Nullable Cost total) {
        if (!ended) {
            ended = true;
            reservations.forEach(reservation -> reservation.settle(total, clock.instant()));
        }
    }

    /** The caller gets no answer of a model: gives everything back, or counts what was answered before. */
    void release() {
        if (answered != null) {
            settle(answered);
        } else if (!ended) {
            ended = true;
            reservations.forEach(Reservation::release);
        }
    }

    private void add(@Nullable Cost cost) {
        if (cost != null) {
            answered = answered == null ? cost : new Cost(answered.usd().add(cost.usd()));
        }
    }
}
