package dev.penstock.bootstrap;

import dev.penstock.application.port.Alarm;
import io.vertx.core.Vertx;
import java.time.Duration;

/** The timers of Vert.x: what is asked for on an event loop happens there. */
record VertxAlarm(Vertx vertx) implements Alarm {
    @Override
    public Pending after(Duration delay, Runnable deed) {
        long timer = vertx.setTimer(Math.max(1, delay.toMillis()), fired -> deed.run());
        return () -> vertx.cancelTimer(timer);
    }
}
