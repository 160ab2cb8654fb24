package dev.penstock.providers;

import java.nio.ByteBuffer;

/** Skips the head of a gzip member (RFC 1952, section 2.3) over any chunk boundaries. */
final class GzipHead {
    private static final int FIXED_BYTES = 10;
    private static final int FLAGS_AT = 3;
    private static final int HAS_CRC = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    private enum At {
        FIXED,
        EXTRA_LENGTH,
        EXTRA,
        NAME,
        COMMENT,
        CRC,
        DONE
    }

    private At at = At.FIXED;
    private int count;
    private int flags;
    private int extra;

    /** Skips what it can; true once the head is over and the buffer stands at compressed data. */
    boolean skip(ByteBuffer bytes) {
        while (at != At.DONE && bytes.hasRemaining()) {
            take(bytes.get() & 0xff);
        }
        return at == At.DONE;
    }

    private void take(int value) {
        switch (at) {
            case FIXED -> {
                flags = count == FLAGS_AT ? value : flags;
                next(++count == FIXED_BYTES);
            }
            case EXTRA_LENGTH -> {
                extra |= value << (8 * count);
                next(++count == 2);
            }
            case EXTRA -> next(++count == extra);
            case NAME, COMMENT -> next(value == 0);
            case CRC -> next(++count == 2);
            case DONE -> {}
        }
    }

    /** Goes to the next part that is there. */
    private void next(boolean partIsOver) {
        if (!partIsOver) {
            return;
        }
        count = 0;
        do {
            at = following(at);
        } while (!isThere(at));
    }

    private static At following(At part) {
        return switch (part) {
            case FIXED -> At.EXTRA_LENGTH;
            case EXTRA_LENGTH -> At.EXTRA;
            case EXTRA -> At.NAME;
            case NAME -> At.COMMENT;
            case COMMENT -> At.CRC;
            case CRC, DONE -> At.DONE;
        };
    }

    private boolean isThere(At part) {
        return switch (part) {
            case FIXED, DONE -> true;
            case EXTRA_LENGTH -> (flags & HAS_EXTRA) != 0;
            case EXTRA -> (flags & HAS_EXTRA) != 0 && extra > 0;
            case NAME -> (flags & HAS_NAME) != 0;
            case COMMENT -> (flags & HAS_COMMENT) != 0;
            case CRC -> (flags & HAS_CRC) != 0;
        };
    }
}
