package dev.penstock.vertx;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** These chunks and no others. */
class ScriptedChunks extends OnDemand {
    private final Iterator<ByteBuffer> chunks;

    ScriptedChunks(List<ByteBuffer> chunks) {
        this.chunks = chunks.iterator();
    }

    @Override
    @Nullable
    ByteBuffer next() {
        return chunks.hasNext() ? chunks.next() : null;
    }
}
