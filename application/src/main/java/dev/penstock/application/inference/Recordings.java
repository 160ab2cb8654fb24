package dev.penstock.application.inference;

import dev.penstock.application.log.LogQueue;
import java.time.InstantSource;
import java.util.Objects;

/** Begins what is written down about requests, and knows whether anything is to be. */
public final class Recordings {
    private final LogQueue queue;
    private final PriceReply prices;
    private final InstantSource clock;

    public Recordings(LogQueue queue, PriceReply prices, InstantSource clock) {
        this.queue = queue;
        this.prices = prices;
        this.clock = clock;
    }

    /** Whether an entry is written: the caller's word goes before the gateway's, and a full log takes none. */
    boolean wanted(Exchange exchange) {
        boolean collect = Objects.requireNonNullElse(
                exchange.request().options().log().collect(),
                exchange.gateway().policies().log().collect());
        return collect && !full(exchange);
    }

    /** Whether the gateway has as many entries as it may have. */
    boolean full(Exchange exchange) {
        return queue.full().contains(exchange.gateway().address());
    }

    Recording begin(Exchange exchange) {
        boolean keeps = !Boolean.FALSE.equals(exchange.request().options().log().collectPayload());
        return new Recording(exchange, queue, prices, clock, keeps);
    }

    /** Of bodies that may go on for hours only the sizes are written down. */
    Recording beginCounting(Exchange exchange) {
        return new Recording(exchange, queue, prices, clock, false);
    }
}
