package dev.penstock.application.port;

import java.time.Duration;

/** Does something later, on the event loop that asked for it. Never waits. */
public interface Alarm {
    /** Does this once so much time has passed. */
    Pending after(Duration delay, Runnable deed);

    /** A deed that is still to come. */
    interface Pending {
        /** Lets it not happen; too late when it has. */
        void cancel();
    }
}
