package dev.penstock.fakeprovider;

import io.vertx.core.MultiMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What happened so far. Written on the event loop, read from anywhere. */
final class Tally {
    private static final int REMEMBERED = 256;

    private final AtomicLong arrived = new AtomicLong();
    private final AtomicLong aborted = new AtomicLong();
    private final AtomicLong generatedBytes = new AtomicLong();
    private final Deque<SeenRequest> last = new ArrayDeque<>();

    void countArrived() {
        arrived.incrementAndGet();
    }

    void countAborted() {
        aborted.incrementAndGet();
    }

    void countGenerated(int bytes) {
        generatedBytes.addAndGet(bytes);
    }

    void remember(Call call, long bodySize, String bodyStart) {
        keep(new SeenRequest(
                call.request().method().name(),
                call.path(),
                call.query(),
                headers(call.request().headers()),
                bodySize,
                bodyStart));
    }

    // Readers are tests that look now and then, so the event loop never waits for this lock to speak of.
    private synchronized void keep(SeenRequest request) {
        if (last.size() == REMEMBERED) {
            last.removeFirst();
        }
        last.addLast(request);
    }

    synchronized List<SeenRequest> last() {
        return List.copyOf(last);
    }

    long arrived() {
        return arrived.get();
    }

    long aborted() {
        return aborted.get();
    }

    long generatedBytes() {
        return generatedBytes.get();
    }

    private static Map<String, List<String>> headers(MultiMap headers) {
        Map<String, List<String>> byName = new HashMap<>();
        headers.forEach((name, value) -> byName.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>(1))
                .add(value));
        return byName;
    }
}
