package dev.penstock.providers;

import java.nio.ByteBuffer;

/** Looks into byte buffers without copying where they are backed by an array, as those of the network are. */
public final class Bytes {
    private Bytes() {}

    /** An array that holds the buffer's bytes from {@link #offset} on. */
    @SuppressWarnings("ByteBufferBackingArray") // whoever reads the array starts at offset(buffer)
    public static byte[] of(ByteBuffer buffer) {
        if (buffer.hasArray()) {
            return buffer.array();
        }
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }

    public static int offset(ByteBuffer buffer) {
        return buffer.hasArray() ? buffer.arrayOffset() + buffer.position() : 0;
    }

    public static boolean startsWith(byte[] bytes, int offset, byte[] start) {
        for (int i = 0; i < start.length; i++) {
            if (bytes[offset + i] != start[i]) {
                return false;
            }
        }
        return true;
    }

    static boolean contain(byte[] bytes, int offset, int length, byte[] part) {
        int last = offset + length - part.length;
        for (int i = offset; i <= last; i++) {
            if (bytes[i] == part[0] && startsWith(bytes, i, part)) {
                return true;
            }
        }
        return false;
    }
}
