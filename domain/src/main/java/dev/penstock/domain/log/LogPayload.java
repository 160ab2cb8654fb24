package dev.penstock.domain.log;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What is kept of the two bodies of a request. Null: nothing was kept. */
public record LogPayload(@Nullable Part request, @Nullable Part response) {
    public static final LogPayload NONE = new LogPayload(null, null);

    /** How many bytes of a body are kept as its head when the whole is too large to keep. */
    public static final int HEAD_BYTES = 64 * 1024;

    /** Entries with larger bodies than this, request and response together, are kept without them (data plane, section 5). */
    public static final int MAX_BYTES = 10 * 1024 * 1024;

    /**
     * One body.
     *
     * @param bytes the body or its head, with any content encoding undone
     * @param complete whether that is all of it
     */
    public record Part(ByteBuffer bytes, boolean complete) {
        /** The bytes, each time with a position of their own. */
        @Override
        public ByteBuffer bytes() {
            return bytes.duplicate();
        }

        /** No more than the head of this body, copied out of a larger buffer. */
        public Part head() {
            if (bytes.remaining() <= HEAD_BYTES) {
                return this;
            }
            ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).put(bytes.slice(bytes.position(), HEAD_BYTES));
            return new Part(head.flip(), false);
        }

        @Override
        public String toString() {
            return "Part[%d bytes%s]".formatted(bytes.remaining(), complete ? "" : ", cut");
        }
    }

    /** How many bytes are kept of both bodies. */
    public long length() {
        return length(request) + length(response);
    }

    private static long length(@Nullable Part part) {
        return part == null ? 0 : part.bytes.remaining();
    }

    /** No more than the heads of the two bodies. */
    public LogPayload heads() {
        return new LogPayload(request == null ? null : request.head(), response == null ? null : response.head());
    }
}
