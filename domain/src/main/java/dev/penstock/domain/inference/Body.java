package dev.penstock.domain.inference;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** The bytes of a request or a reply, all here or still arriving. Whoever reads a buffer reads a duplicate of it. */
public sealed interface Body {
    Body EMPTY = new Whole(ByteBuffer.allocate(0));

    /** The length in bytes, or -1 while nobody knows. */
    long length();

    /** All bytes at once. */
    record Whole(ByteBuffer bytes) implements Body {
        @Override
        public ByteBuffer bytes() {
            return bytes.duplicate();
        }

        @Override
        public long length() {
            return bytes.remaining();
        }

        @Override
        public String toString() {
            return "Whole[" + length() + " bytes]";
        }
    }

    /**
     * Bytes that arrive in chunks, to be subscribed to once. Cancelling the subscription abandons the exchange they come
     * from; an error means that they were cut short.
     */
    record Streamed(Flow.Publisher<ByteBuffer> chunks, long length) implements Body {}
}
