package dev.penstock.fakeprovider;

import io.vertx.core.buffer.Buffer;
import java.util.SplittableRandom;

/** Writes as many pseudo-random bytes as asked for, the same ones every time, never faster than the caller reads. */
final class SeededBytes {
    static final long SEED = 20_261_121;
    private static final int BLOCK = 16 * 1024;

    private final Call call;
    private final Tally tally;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private long left;

    SeededBytes(Call call, Tally tally, long size) {
        this.call = call;
        this.tally = tally;
        this.left = size;
    }

    void start() {
        call.response()
                .putHeader("content-type", "application/octet-stream")
                .putHeader("content-length", Long.toString(left));
        write();
    }

    private void write() {
        while (left > 0 && !call.over()) {
            byte[] block = new byte[(int) Math.min(BLOCK, left)];
            random.nextBytes(block);
            left -= block.length;
            tally.countGenerated(block.length);
            call.response().write(Buffer.buffer(block));
            if (call.response().writeQueueFull()) {
                call.response().drainHandler(v -> write());
                return;
            }
        }
        call.end();
    }
}
