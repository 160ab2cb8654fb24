package dev.penstock.http.inference;

import dev.penstock.application.log.ByteBudget;
import dev.penstock.domain.inference.Body;
import dev.penstock.vertx.Buffers;
import dev.penstock.vertx.ReadStreamPublisher;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Collects a body that should be short. One that turns out longer becomes a stream: what has come so far, then the rest. */
final class BodyCollector {
    private final HttpServerRequest http;
    private final long length;
    private final int most;
    private final ByteBudget memory;
    private final List<ByteBuffer> chunks = new ArrayList<>(1);
    private final CompletableFuture<Body> body = new CompletableFuture<>();
    private int collected;
    private long held;
    private boolean noRoom;

    /**
     * @param most how long the body may be
     * @param memory what bodies are held in, until the response has ended
     */
    BodyCollector(HttpServerRequest http, long length, int most, ByteBudget memory) {
        this.http = http;
        this.length = length;
        this.most = most;
        this.memory = memory;
    }

    CompletionStage<Body> collect() {
        http.response().endHandler(ended -> memory.give(held));
        http.handler(this::chunk);
        http.endHandler(ended -> body.complete(new Body.Whole(joined())));
        http.exceptionHandler(left -> body.completeExceptionally(new CancellationException("the caller left")));
        return body;
    }

    private void chunk(Buffer chunk) {
        ByteBuffer bytes = Buffers.toBytes(chunk);
        chunks.add(bytes);
        collected += bytes.remaining();
        boolean fits = memory.take(bytes.remaining());
        held += fits ? bytes.remaining() : 0;
        noRoom = !fits;
        if (collected > most || noRoom) {
            http.pause();
            body.complete(
                    new Body.Streamed(new PrefixedChunks(chunks, new ReadStreamPublisher(http, () -> {})), length));
        }
    }

    /** Whether the body became a stream because too many others are held, and not because of its own length. */
    boolean hadNoRoom() {
        return noRoom;
    }

    private ByteBuffer joined() {
        if (chunks.size() == 1) {
            return chunks.get(0);
        }
        ByteBuffer whole = ByteBuffer.allocate(collected);
        chunks.forEach(chunk -> whole.put(chunk.duplicate()));
        return whole.flip();
    }
}
