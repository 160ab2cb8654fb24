package dev.penstock.fakeprovider;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/** Writes buffers one after the other, with a pause between two, never faster than the caller reads. */
final class PacedStream {
    private final Call call;
    private final Iterator<Buffer> beats;
    private final Duration pause;
    private final Runnable ending;

    PacedStream(Call call, List<Buffer> beats, Duration pause, Runnable ending) {
        this.call = call;
        this.beats = beats.iterator();
        this.pause = pause;
        this.ending = ending;
    }

    void start() {
        while (!call.over() && beats.hasNext()) {
            call.response().write(beats.next());
            if (call.response().writeQueueFull()) {
                call.response().drainHandler(v -> call.after(pause, this::start));
                return;
            }
            if (!pause.isZero() && beats.hasNext()) {
                call.after(pause, this::start);
                return;
            }
        }
        if (!call.over()) {
            ending.run();
        }
    }
}
