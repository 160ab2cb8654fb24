package dev.penstock.fakeprovider;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** What happened so far. Written on the event loop, read from anywhere. */
final class Tally {
    private final AtomicLong arrived = new AtomicLong();
    private final AtomicLong aborted = new AtomicLong();
    private final AtomicLong generatedBytes = new AtomicLong();
    private final AtomicLong tokens = new AtomicLong();
    private final Latest<SeenRequest> requests = new Latest<>();
    private final Latest<AbortedRequest> aborts = new Latest<>();
    private final Latest<ClosedSocket> sockets = new Latest<>();
    private volatile Consumer<SeenRequest> watcher = request -> {};

    void countArrived() {
        arrived.incrementAndGet();
    }

    void countAborted(AbortedRequest abort) {
        aborts.add(abort);
        aborted.incrementAndGet();
    }

    void countGenerated(int bytes) {
        generatedBytes.addAndGet(bytes);
    }

    /** The number of this access token, from 1. */
    long countToken() {
        return tokens.incrementAndGet();
    }

    void add(SeenRequest request) {
        requests.add(request);
        watcher.accept(request);
    }

    void watch(Consumer<SeenRequest> wished) {
        watcher = wished;
    }

    /** Forgets what was remembered; the counts go on. */
    void forget() {
        requests.clear();
        aborts.clear();
        sockets.clear();
    }

    Latest<SeenRequest> requests() {
        return requests;
    }

    Latest<AbortedRequest> aborts() {
        return aborts;
    }

    Latest<ClosedSocket> sockets() {
        return sockets;
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

    long tokens() {
        return tokens.get();
    }
}
