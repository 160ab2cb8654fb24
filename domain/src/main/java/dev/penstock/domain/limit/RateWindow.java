package dev.penstock.domain.limit;

import dev.penstock.domain.gateway.Technique;
import java.time.Duration;

/** How many calls fit into a window. */
public record RateWindow(long limit, Window window) {
    public RateWindow {
        if (limit < 1) {
            throw new IllegalArgumentException("a limit is one call at least");
        }
    }

    public static RateWindow of(long limit, Duration length, Technique technique) {
        return new RateWindow(limit, new Window(length, technique));
    }
}
