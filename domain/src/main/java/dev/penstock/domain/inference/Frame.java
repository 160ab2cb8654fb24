package dev.penstock.domain.inference;

import java.nio.ByteBuffer;

/** What passes over a WebSocket (RFC 6455, section 5). Pings and pongs belong to each hop and are not among it. */
public sealed interface Frame {
    /**
     * A message, or a fragment of one.
     *
     * @param bytes UTF-8 for text, where fragments may part a character. Whoever reads them reads a duplicate.
     * @param last whether the message ends with it
     */
    record Part(Kind kind, ByteBuffer bytes, boolean last) implements Frame {
        @Override
        public ByteBuffer bytes() {
            return bytes.duplicate();
        }

        /** How much it holds, in bytes. */
        public int length() {
            return bytes.remaining();
        }

        @Override
        public String toString() {
            return "%s[%d bytes]".formatted(kind, length());
        }
    }

    /**
     * That one side wants no more; the last frame of its direction.
     *
     * @param code as in RFC 6455, section 7.4; {@link #NO_CODE} when none was given
     */
    record Close(int code, String reason) implements Frame {
        public static final int NORMAL = 1000;
        public static final int NO_CODE = 1005;
        public static final int TOO_LARGE = 1009;
        public static final int BROKEN = 1011;
        private static final int FIRST_OF_APPLICATIONS = 3000;
        private static final int LAST = 4999;

        /** Whether this code may be sent, and is not only what an endpoint tells itself. */
        public static boolean maySend(int code) {
            return (code >= FIRST_OF_APPLICATIONS && code <= LAST)
                    || (code >= NORMAL && code <= 1014 && code != 1004 && code != NO_CODE && code != 1006);
        }
    }

    /** What a message is made of. */
    enum Kind {
        TEXT,
        BINARY,
        /** More of the message that began before. */
        CONTINUATION
    }
}
