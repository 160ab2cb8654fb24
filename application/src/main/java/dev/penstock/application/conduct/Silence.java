package dev.penstock.application.conduct;

import dev.penstock.application.port.Alarm;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Listens whether a provider that was asked for something stays silent for too long. Time in which nothing was asked of it is none. */
final class Silence {
    private final Alarm alarm;
    private final InstantSource clock;
    private final Runnable tooLong;
    private @Nullable Duration patience;
    private Alarm.@Nullable Pending pending;
    private boolean asked;
    private long since;

    /**
     * @param tooLong what to do then, once
     */
    Silence(Alarm alarm, InstantSource clock, Runnable tooLong) {
        this.alarm = alarm;
        this.clock = clock;
        this.tooLong = tooLong;
    }

    /** Bears so much from now on; null for whatever comes. */
    void bear(@Nullable Duration next) {
        patience = next;
        listen();
    }

    void asked() {
        asked = true;
        since = clock.millis();
    }

    void heard() {
        asked = false;
    }

    /** Whether something was asked for and has not come. */
    boolean isOn() {
        return asked;
    }

    /** One alarm for many chunks: it only looks when the last one came. */
    private void listen() {
        if (pending != null) {
            pending.cancel();
            pending = null;
        }
        if (patience == null) {
            return;
        }
        long left = patience.toMillis() - (asked ? clock.millis() - since : 0);
        if (left > 0) {
            pending = alarm.after(Duration.ofMillis(left), this::listen);
        } else {
            patience = null;
            tooLong.run();
        }
    }
}
