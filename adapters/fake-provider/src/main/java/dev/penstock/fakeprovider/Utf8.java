package dev.penstock.fakeprovider;

import io.vertx.core.buffer.Buffer;

/** Finds where text in UTF-8 may be cut. */
final class Utf8 {
    private Utf8() {}

    /** The length of the bytes without a character at their end that is not all there. */
    static int wholePrefix(Buffer bytes) {
        int length = bytes.length();
        for (int back = 1; back <= Math.min(3, length); back++) {
            int lead = bytes.getByte(length - back) & 0xFF;
            if (lead >= 0xC0) {
                int needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
                return needed > back ? length - back : length;
            } else if (lead < 0x80) {
                return length;
            }
        }
        return length;
    }
}
