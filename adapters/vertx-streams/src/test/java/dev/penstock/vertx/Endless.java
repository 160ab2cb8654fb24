package dev.penstock.vertx;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** As many bytes as are asked for, up to a limit, counted as they are made. */
final class Endless extends OnDemand {
    private static final int CHUNK_BYTES = 64 * 1024;

    volatile long bytes;
    private final long limit;

    Endless(long limit) {
        this.limit = limit;
    }

    @Override
    @Nullable
    ByteBuffer next() {
        if (bytes >= limit) {
            return null;
        }
        long made = bytes + CHUNK_BYTES;
        bytes = made;
        return ByteBuffer.allocate(CHUNK_BYTES);
    }
}
