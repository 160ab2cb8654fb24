package dev.penstock.bootstrap;

import java.util.Set;
import java.util.stream.Collectors;

/** The event loops of this process. */
final class EventLoops {
    private EventLoops() {}

    static Set<Thread> running() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("vert.x-eventloop"))
                .collect(Collectors.toSet());
    }
}
