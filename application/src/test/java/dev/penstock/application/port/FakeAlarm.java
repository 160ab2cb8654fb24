package dev.penstock.application.port;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that passes only when a test says so. */
public final class FakeAlarm implements Alarm {
    private record Due(Duration at, Runnable deed) {}

    private final List<Due> pending = new ArrayList<>();
    private final List<Duration> asked = new ArrayList<>();
    private Duration now = Duration.ZERO;

    @Override
    public Pending after(Duration delay, Runnable deed) {
        asked.add(delay);
        Due due = new Due(now.plus(delay), deed);
        pending.add(due);
        return () -> pending.remove(due);
    }

    /** Lets time pass; what falls due happens in its order, also what was asked for meanwhile. */
    public void pass(Duration time) {
        Duration end = now.plus(time);
        while (true) {
            Due next = pending.stream()
                    .filter(due -> due.at().compareTo(end) <= 0)
                    .min(Comparator.comparing(Due::at))
                    .orElse(null);
            if (next == null) {
                now = end;
                return;
            }
            pending.remove(next);
            now = next.at();
            next.deed().run();
        }
    }

    /** A clock that shows this time, beginning at the given moment. */
    public InstantSource clock(Instant start) {
        return () -> start.plus(now);
    }

    /** How many deeds are still to come. */
    public int pending() {
        return pending.size();
    }

    /** Every delay that was asked for, in order. */
    public List<Duration> asked() {
        return List.copyOf(asked);
    }
}
