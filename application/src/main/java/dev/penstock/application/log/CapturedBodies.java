package dev.penstock.application.log;

import dev.penstock.domain.log.LogPayload;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The two bodies of one request as they passed. What is to be kept of them is worked out on the log's own thread.
 *
 * @param requestEncoding the content encoding of the request's body; null for none
 * @param replyEncoding that of the reply's
 */
public record CapturedBodies(
        BodyCapture request,
        @Nullable String requestEncoding,
        BodyCapture reply,
        @Nullable String replyEncoding) {
    LogPayload payload() {
        if (request.size() + reply.size() > LogPayload.MAX_BYTES) {
            cutIfLarge(request);
            cutIfLarge(reply);
        }
        LogPayload payload = new LogPayload(part(request, requestEncoding), part(reply, replyEncoding));
        return payload.length() > LogPayload.MAX_BYTES ? payload.heads() : payload;
    }

    private static void cutIfLarge(BodyCapture capture) {
        if (capture.isComplete() && capture.size() > LogPayload.HEAD_BYTES) {
            capture.cutToHead();
        }
    }

    private static LogPayload.@Nullable Part part(BodyCapture capture, @Nullable String encoding) {
        if (!capture.keeps()) {
            return null;
        }
        ByteBuffer bytes = joined(capture);
        return ContentEncoding.of(encoding).decode(bytes, capture.isComplete(), LogPayload.MAX_BYTES);
    }

    private static ByteBuffer joined(BodyCapture capture) {
        if (capture.chunks().size() == 1) {
            return capture.chunks().get(0);
        }
        int length = 0;
        for (ByteBuffer chunk : capture.chunks()) {
            length += chunk.remaining();
        }
        ByteBuffer whole = ByteBuffer.allocate(length);
        for (ByteBuffer chunk : capture.chunks()) {
            whole.put(chunk.duplicate());
        }
        return whole.flip();
    }

    void release() {
        request.release();
        reply.release();
    }
}
