package dev.penstock.http.inference;

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
    private final List<ByteBuffer> chunks = new ArrayList<>(1);
    private final CompletableFuture<Body> body = new CompletableFuture<>();
    private int collected;

    BodyCollector(HttpServerRequest http, long length, int most) {
        this.http = http;
        this.length = length;
        this.most = most;
    }

    CompletionStage<Body> collect() {
        http.handler(this::chunk);
        http.endHandler(ended -> body.complete(new Body.Whole(joined())));
        http.exceptionHandler(left -> body.completeExceptionally(new CancellationException("the caller left")));
        return body;
    }

    private void chunk(Buffer chunk) {
        ByteBuffer bytes = Buffers.toBytes(chunk);
        chunks.add(bytes);
        collected += bytes.remaining();
        if (collected > most) {
            http.pause();
            body.complete(
                    new Body.Streamed(new PrefixedChunks(chunks, new ReadStreamPublisher(http, () -> {})), length));
        }
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
